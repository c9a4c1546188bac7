namespace SchemaRegistry.Formats.Avro.Model;

/// <summary>What every named type has.</summary>
public sealed record NamedHead(
    AvroName Name,
    string? Doc,
    IReadOnlyList<AvroName> Aliases,
    IReadOnlyList<AvroProperty> Properties);
