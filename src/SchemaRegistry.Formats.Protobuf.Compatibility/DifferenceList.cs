namespace SchemaRegistry.Formats.Protobuf.Compatibility;

/// <summary>
/// Differences in the order in which they are found. Compatible ones are kept apart in the bound, so that they never
/// crowd out one that decides the verdict.
/// </summary>
internal sealed class DifferenceList(DifferenceRoom room)
{
    private readonly List<ProtoDifference> _all = [];
    private int _compatible;
    private int _incompatible;

    public IReadOnlyList<ProtoDifference> All => _all;

    public bool IsCompatible => _incompatible == 0;

    public void Add(DifferenceKind kind, ElementPath path, DifferenceSide original, DifferenceSide update)
    {
        if (Count(kind) && room.TryTake())
            _all.Add(new ProtoDifference(kind, path, original, update));
    }

    public void AddRange(DifferenceList others)
    {
        foreach (var other in others._all)
        {
            if (!HasRoomFor(others))
                break;
            if (Count(other.Kind))
                _all.Add(other);
        }

        // What there was no room to keep counts all the same.
        if (!others.IsCompatible)
            _incompatible = Math.Max(1, _incompatible);
    }

    private bool HasRoomFor(DifferenceList others) =>
        (others._compatible > 0 && _compatible < ProtobufLimits.MaxFindings)
        || (others._incompatible > 0 && _incompatible < ProtobufLimits.MaxFindings);

    /// <summary>Whether it is wanted and there is room for one more.</summary>
    private bool Count(DifferenceKind kind)
    {
        if (kind.IsCompatible())
            return room.KeepsCompatible && ++_compatible <= ProtobufLimits.MaxFindings;
        return ++_incompatible <= ProtobufLimits.MaxFindings;
    }
}
