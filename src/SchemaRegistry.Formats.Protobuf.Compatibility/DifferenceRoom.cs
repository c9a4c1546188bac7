namespace SchemaRegistry.Formats.Protobuf.Compatibility;

/// <summary>
/// How much all lists of one comparison may hold together: each pair of messages that are referred to has a list of its
/// own, and there can be as many pairs as fields.
/// </summary>
internal sealed class DifferenceRoom
{
    /// <summary>A hundred times what is told in the end, and less than a hundred megabytes.</summary>
    private const int MaxKept = 100 * ProtobufLimits.MaxFindings;

    private int _kept;

    /// <summary>Whether differences that break no reader are noted as well.</summary>
    public required bool KeepsCompatible { get; init; }

    /// <summary>
    /// Whether one more is kept. Of one that is not, a list knows that there was one: the verdict does not depend on
    /// it.
    /// </summary>
    public bool TryTake() => ++_kept <= MaxKept;
}
