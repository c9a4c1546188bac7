namespace SchemaRegistry.Formats.Compatibility;

/// <summary>The bounds of one search for a witness.</summary>
/// <param name="MaxPayloads">Payloads that are made and tried.</param>
/// <param name="MaxPayloadBytes">Bytes of one payload; larger ones are not tried.</param>
public sealed record WitnessBudget(
    int MaxPayloads = WitnessBudget.DefaultMaxPayloads, int MaxPayloadBytes = WitnessBudget.DefaultMaxPayloadBytes)
{
    public const int DefaultMaxPayloads = 500;

    public const int DefaultMaxPayloadBytes = 16 * 1024;

    public static readonly WitnessBudget Default = new();
}
