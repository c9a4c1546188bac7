namespace SchemaRegistry.Formats.Compatibility;

/// <summary>A place in one of two compared schemas.</summary>
/// <param name="Path">
/// Of an Avro or JSON schema: a JSON pointer into its text, empty at the root. Of a .proto file: <c>#/</c>, then names
/// of messages, oneofs and enums and the numbers of fields and constants, with slashes. Of what the schema does not
/// have, the place that would contain it.
/// </param>
public sealed record SchemaSpot(string Path)
{
    /// <summary>Characters of <see cref="Value"/>; longer texts are cut.</summary>
    public const int MaxValueLength = 300;

    /// <summary>The name of the reference whose text has the place, or null for the schema's own text.</summary>
    public string? Reference { get; init; }

    /// <summary>From 1 in the schema's own text; null for a place in a reference.</summary>
    public int? Line { get; init; }

    /// <summary>From 1, in characters; null for a place in a reference.</summary>
    public int? Column { get; init; }

    /// <summary>What stands there, as short as it can be told; null where the schema has nothing.</summary>
    public string? Value { get; init; }
}
