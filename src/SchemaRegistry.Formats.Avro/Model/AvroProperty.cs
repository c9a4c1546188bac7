namespace SchemaRegistry.Formats.Avro.Model;

/// <summary>
/// An attribute that the specification does not define for the place where it stands, or that tells a logical type.
/// </summary>
public sealed record AvroProperty(string Key, AvroJson Value);
