using SchemaRegistry.Formats.Compatibility;

namespace SchemaRegistry.Formats.JsonSchema.Compatibility.Witnesses;

/// <summary>The bounds of one search, in what it has tried. None of them is a time: a search repeats itself.</summary>
internal sealed class SearchBudget(WitnessBudget budget)
{
    /// <summary>Looks at a value that one validation may take; payloads are small.</summary>
    public const long MaxValidationWork = 20_000;

    /// <summary>Places of schemas that a search looks at.</summary>
    public const long MaxPlaces = 300_000;

    /// <summary>Parts of payloads that are made and tried, for each payload.</summary>
    private const int PartsPerPayload = 5;

    /// <summary>Validations that were stopped: each may have cost a tenth of a second of patterns.</summary>
    private const int MaxStopped = 5;

    private long _parts;
    private int _payloads;
    private int _stopped;

    public int MaxPayloadBytes => budget.MaxPayloadBytes;

    public bool IsSpent =>
        _payloads >= budget.MaxPayloads
        || _parts >= (long)budget.MaxPayloads * PartsPerPayload
        || _stopped >= MaxStopped;

    public void CountPart() => _parts++;

    public void CountPayload() => _payloads++;

    public void CountStopped() => _stopped++;
}
