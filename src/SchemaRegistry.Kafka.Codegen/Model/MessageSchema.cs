namespace SchemaRegistry.Kafka.Codegen.Model;

/// <summary>One message: its kind, the versions that are generated, and its fields in wire order.</summary>
public sealed record MessageSchema(string Name, MessageKind Kind, VersionRange Versions)
{
    /// <summary>The API key; null for headers and records.</summary>
    public short? ApiKey { get; init; }

    /// <summary>The versions with compact lengths and tag sections; null when there are none.</summary>
    public VersionRange? Flexible { get; init; }

    public required IReadOnlyList<FieldSchema> Fields { get; init; }

    public bool IsFlexibleAt(short version) => Flexible is { } range && range.Contains(version);
}
