namespace SchemaRegistry.Formats.Changes;

/// <summary>
/// One difference in meaning between two schemas. <paramref name="Kind"/> is a stable name in upper case with
/// underscores (<c>FIELD_ADDED</c>); <paramref name="Old"/> is null for what was added, <paramref name="New"/> for what
/// was removed.
/// </summary>
public sealed record SchemaChange(string Kind, ChangeSide? Old, ChangeSide? New)
{
    /// <summary>The rule by which the new schema can not read old data here, or null.</summary>
    public string? BreaksBackward { get; init; }

    /// <summary>The rule by which the old schema can not read new data here, or null.</summary>
    public string? BreaksForward { get; init; }
}

/// <summary>
/// What a change looks like on one side: where it is, in the manner of the language's compatibility messages, and what
/// is there, shortened; null when nothing is there to be shown.
/// </summary>
public sealed record ChangeSide(string Path, string? Value);
