using Google.Protobuf.Reflection;
using SchemaRegistry.Formats.Protobuf.Linking.Options;
using SchemaRegistry.Formats.Protobuf.Linking.Symbols;
using SchemaRegistry.Formats.Protobuf.Model;
using FileOptions = Google.Protobuf.Reflection.FileOptions;

namespace SchemaRegistry.Formats.Protobuf.Linking;

/// <summary>
/// One file with all its names resolved. It is filled by one thread while it is linked and never changes afterwards;
/// the files that it imports were linked before it.
/// </summary>
internal sealed class LinkedFile(string path, ProtoFile element)
{
    /// <summary>The path by which others import it.</summary>
    public string Path { get; } = path;

    public ProtoFile Element { get; } = element;

    public FileDescriptorProto Descriptor { get; } = new() { Name = path };

    public ProtoEdition Edition { get; } = element.Edition;

    public bool IsEditions => Edition >= ProtoEdition.Edition2023;

    public string Package { get; } = element.Package?.Name ?? "";

    public ResolvedFeatures Features { get; set; } = ResolvedFeatures.DefaultsOf(element.Edition);

    /// <summary>What it imports, in the order of the text.</summary>
    public List<LinkedImport> Imports { get; } = [];

    /// <summary>
    /// Messages in the order in which their statements begin, nested ones and map entries among them.
    /// </summary>
    public List<MessageSymbol> Messages { get; } = [];

    public List<EnumSymbol> Enums { get; } = [];

    /// <summary>Fields and extensions.</summary>
    public List<FieldSymbol> Fields { get; } = [];

    public List<ServiceSymbol> Services { get; } = [];

    /// <summary>Everything that has a name of its own, packages left out.</summary>
    public List<Symbol> Symbols { get; } = [];

    /// <summary>
    /// The options of everything in the file that has some, those of parents before those of children.
    /// </summary>
    public List<OptionBlock> OptionBlocks { get; } = [];

    /// <summary>Whether it is written for the runtime without descriptors.</summary>
    public bool IsLite => Descriptor.Options is { HasOptimizeFor: true } options
        && options.OptimizeFor == FileOptions.Types.OptimizeMode.LiteRuntime;
}

/// <summary>One import statement, or one that the text should have had.</summary>
internal sealed record LinkedImport(LinkedFile File, ImportKind Kind, TextPlace Place);
