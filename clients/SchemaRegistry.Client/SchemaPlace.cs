namespace SchemaRegistry.Client;

/// <summary>A place in a schema.</summary>
/// <param name="Path">
/// Of an Avro or JSON schema a JSON pointer, empty at the root; of a .proto file <c>#/</c>, then names and numbers.
/// </param>
public sealed record SchemaPlace(string Path)
{
    /// <summary>The reference whose text has the place; null for the schema's own.</summary>
    public string? Reference { get; init; }

    /// <summary>From 1, or null where there is none.</summary>
    public int? Line { get; init; }

    /// <summary>From 1, in characters, or null where there is none.</summary>
    public int? Column { get; init; }

    /// <summary>What stands there, cut when it is long; null when nothing does.</summary>
    public string? Value { get; init; }
}
