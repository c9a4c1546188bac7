namespace SchemaRegistry.Client;

/// <summary>A schema that a registry knows. Immutable.</summary>
/// <param name="Id">The id in its context, above 0; 0 when it was found by its GUID and the registry does not
/// tell.</param>
/// <param name="Definition">The schema. After a registration it is what was sent when the registry answers no
/// text.</param>
public sealed record RegisteredSchema(int Id, SchemaDefinition Definition)
{
    /// <summary>The GUID that the schema has in every registry; null when the registry is older than 8.0.</summary>
    public Guid? Guid { get; init; }

    /// <summary>A subject that has the schema, or null when the registry does not tell.</summary>
    public string? Subject { get; init; }

    /// <summary>The version in <see cref="Subject"/>, from 1, or null when the registry does not tell.</summary>
    public int? Version { get; init; }
}
