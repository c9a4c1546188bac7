using SchemaRegistry.Formats.Protobuf.Model;

namespace SchemaRegistry.Formats.Protobuf.Linking.Symbols;

/// <summary>
/// Something that a full name stands for. Symbols of a file are filled while that file is linked, by one thread, and
/// never change afterwards.
/// </summary>
internal abstract class Symbol(string fullName, LinkedFile file, TextPlace place)
{
    /// <summary>Without a leading dot.</summary>
    public string FullName { get; } = fullName;

    /// <summary>The file that defines it; for a package, the first file that names it.</summary>
    public LinkedFile File { get; } = file;

    /// <summary>Where its name stands.</summary>
    public TextPlace Place { get; } = place;

    /// <summary>The features that hold for it, after those of what is around it.</summary>
    public ResolvedFeatures Features { get; set; } = file.Features;

    /// <summary>The last part of the name.</summary>
    public string Name => FullName[(FullName.LastIndexOf('.') + 1)..];

    /// <summary>Whether other names can stand below this one.</summary>
    public bool IsScope => this is PackageSymbol or MessageSymbol or EnumSymbol or ServiceSymbol;

    /// <summary>Whether a field can have it as its type.</summary>
    public bool IsType => this is MessageSymbol or EnumSymbol;
}

/// <summary>A package or a leading part of one; many files may share it.</summary>
internal sealed class PackageSymbol(string fullName, LinkedFile file, TextPlace place) : Symbol(fullName, file, place);
