namespace SchemaRegistry.Formats.Compatibility;

/// <summary>An incompatibility with all that helps a person to act on it.</summary>
/// <param name="Rule">The difference type as the API names it.</param>
/// <param name="Message">The finding in the words of the API, as it stands among the messages.</param>
public sealed record ExplainedIncompatibility(string Rule, string Message)
{
    /// <summary>Null where nobody reads anything: a rule about the candidate alone.</summary>
    public CompatibilityDirection? Direction { get; init; }

    /// <summary>The earlier version that the candidate does not go with.</summary>
    public int? Version { get; init; }

    /// <summary>The path that the message has; null where it has none.</summary>
    public string? Path { get; init; }

    /// <summary>The place in the candidate, with line and column in the text that was submitted.</summary>
    public SchemaSpot? New { get; init; }

    /// <summary>The place in the earlier version.</summary>
    public SchemaSpot? Old { get; init; }

    /// <summary>
    /// What to do about it. It was tried: the candidate, so changed, has this incompatibility no more, no other one
    /// more than before, and still goes with the versions that it went with.
    /// </summary>
    public string? Suggestion { get; init; }

    /// <summary>A payload that shows it; null when none was found or looked for.</summary>
    public Witness? Witness { get; init; }

    /// <summary>Whether a payload was looked for.</summary>
    public bool WasWitnessSought { get; init; }
}
