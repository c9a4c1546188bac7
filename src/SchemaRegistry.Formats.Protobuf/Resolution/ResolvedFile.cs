using SchemaRegistry.Formats.Protobuf.Model;
using SchemaRegistry.Formats.Protobuf.WellKnown;
using SchemaRegistry.Formats.References;

namespace SchemaRegistry.Formats.Protobuf.Resolution;

/// <summary>The file without map entries (<see cref="MapEntries"/>), and all names it can use.</summary>
/// <param name="File">The schema itself.</param>
/// <param name="Names">Its own types and those of all files it can name.</param>
/// <param name="References">What each file that it refers to was read from; files are told apart as objects.</param>
internal sealed record ResolvedFile(
    ProtoFile File, NameTree Names, IReadOnlyDictionary<ProtoFile, ResolvedReference> References)
{
    /// <summary>What holds the type; null for the schema itself and for a built-in file.</summary>
    public ResolvedReference? ReferenceOf(NameNode type) =>
        type.File is { } file ? References.GetValueOrDefault(file) : null;

    /// <summary>The import path of the file of a type that is not of the schema itself, else null.</summary>
    public string? PathOf(NameNode type) =>
        type.File is not { } file || ReferenceEquals(file, File)
            ? null
            : ReferenceOf(type)?.Name
                ?? WellKnownFiles.Files.FirstOrDefault(known => ReferenceEquals(known.Value, file)).Key;
}
