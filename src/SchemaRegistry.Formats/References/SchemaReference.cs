namespace SchemaRegistry.Formats.References;

/// <summary>
/// A use of another schema: <paramref name="Name"/> as the text spells it (Avro full name, JSON URI, Protobuf import
/// path), and the subject and version that hold it. Version −1 stands for "latest" in requests only; what is stored has
/// the number.
/// </summary>
public sealed record SchemaReference(string Name, string Subject, int Version);
