namespace SchemaRegistry.Kafka.Codegen.Model;

/// <summary>
/// One field of a message. <c>Nullable</c> is the range in which null is legal, or null when it never is; a field
/// with a <c>Tag</c> is written in the tag section only; <c>HasFixedLength</c> keeps the old length prefix in
/// flexible versions.
/// </summary>
public sealed record FieldSchema(string Name, FieldType Type, VersionRange Versions)
{
    public VersionRange? Nullable { get; init; }

    public int? Tag { get; init; }

    public string? Default { get; init; }

    public bool HasFixedLength { get; init; }

    public bool IsNullableAt(short version) => Nullable is { } range && range.Contains(version);
}
