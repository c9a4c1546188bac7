namespace SchemaRegistry.Formats.Avro.Model;

/// <summary>
/// A choice; a value begins with the index of its branch, from 0. No branch is a union, no two have the same name.
/// </summary>
public sealed class UnionSchema(IReadOnlyList<AvroSchema> branches) : AvroSchema(AvroKind.Union, [])
{
    public IReadOnlyList<AvroSchema> Branches { get; } = branches;
}
