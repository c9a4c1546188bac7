namespace SchemaRegistry.Formats.Changes;

/// <summary>
/// Collects the changes between two schemas in the order in which they are found, up to
/// <see cref="FormatLimits.MaxChanges"/> and <see cref="FormatLimits.MaxChangeCharacters"/>.
/// </summary>
public sealed class ChangeList
{
    private readonly List<FoundChange> _found = [];
    private long _characters;

    public IReadOnlyList<FoundChange> Found => _found;

    /// <summary>False when changes were left out.</summary>
    public bool IsComplete { get; private set; } = true;

    public void Add(SchemaChange change, string? backwardAt = null, string? forwardAt = null)
    {
        _characters += (change.Old?.Path.Length ?? 0) + (change.New?.Path.Length ?? 0);
        if (_found.Count == FormatLimits.MaxChanges || _characters > FormatLimits.MaxChangeCharacters)
        {
            GiveUp();
            return;
        }

        _found.Add(new FoundChange(
            change with { Old = Shorten(change.Old), New = Shorten(change.New) }, backwardAt, forwardAt));
    }

    /// <summary>Something is left out from here on.</summary>
    public void GiveUp() => IsComplete = false;

    private static ChangeSide? Shorten(ChangeSide? side) =>
        side?.Value is { Length: > FormatLimits.MaxChangeValueLength } value
            ? side with { Value = string.Concat(value.AsSpan(0, FormatLimits.MaxChangeValueLength), "…") }
            : side;
}
