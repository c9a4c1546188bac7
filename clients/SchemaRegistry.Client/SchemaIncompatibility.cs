namespace SchemaRegistry.Client;

/// <summary>One reason why a schema can not become the next version, as a person can act on it.</summary>
/// <param name="Rule">The difference type, such as <c>READER_FIELD_MISSING_DEFAULT_VALUE</c>.</param>
/// <param name="Message">The reason in the registry's words.</param>
public sealed record SchemaIncompatibility(string Rule, string Message)
{
    /// <summary>
    /// <c>BACKWARD</c>: the new schema can not read old data; <c>FORWARD</c>: the old one can not read new data. Null
    /// for a rule about the new schema alone.
    /// </summary>
    public string? Direction { get; init; }

    /// <summary>The earlier version that the schema does not go with.</summary>
    public int? Version { get; init; }

    /// <summary>The path that the message has.</summary>
    public string? Path { get; init; }

    /// <summary>The place in the schema that was asked about.</summary>
    public SchemaPlace? New { get; init; }

    /// <summary>The place in the earlier version.</summary>
    public SchemaPlace? Old { get; init; }

    /// <summary>What to do about it; the registry tried it. Null when it knows nothing.</summary>
    public string? Suggestion { get; init; }

    /// <summary>A payload that shows it, or why there is none.</summary>
    public IncompatibilityWitness? Witness { get; init; }
}
