namespace SchemaRegistry.Kafka.Groups;

/// <summary>
/// The offsets that a group committed and that are on disk, and how many commits are on their way there. Used by the
/// group's actor only.
/// </summary>
internal sealed class GroupOffsets
{
    private readonly Dictionary<TopicPartition, CommittedOffset> _offsets = [];
    private readonly Dictionary<TopicPartition, long> _removedAt = [];
    private int _underway;

    public IReadOnlyDictionary<TopicPartition, CommittedOffset> Committed => _offsets;

    /// <summary>Whether there is none, and none will be by what was written already.</summary>
    public bool IsVoid => _offsets.Count == 0 && _underway == 0;

    public void Begin() => _underway++;

    /// <summary>Every <see cref="Begin"/> ends here, whether the write succeeded or not.</summary>
    public void End()
    {
        _underway--;
        if (_underway == 0)
            _removedAt.Clear();
    }

    public CommittedOffset? Find(TopicPartition partition) => _offsets.GetValueOrDefault(partition);

    /// <summary>Takes a commit that is on disk, unless a later one was taken already.</summary>
    public void Apply(TopicPartition partition, CommittedOffset offset)
    {
        var isOlder = _offsets.TryGetValue(partition, out var present) && present.RecordOffset > offset.RecordOffset;
        var isGone = _removedAt.TryGetValue(partition, out var removedAt) && removedAt > offset.RecordOffset;
        if (!isOlder && !isGone)
            _offsets[partition] = offset;
    }

    /// <summary>Forgets one whose tombstone is at <paramref name="recordOffset"/> of the offsets topic.</summary>
    public void Remove(TopicPartition partition, long recordOffset)
    {
        if (_offsets.TryGetValue(partition, out var present) && present.RecordOffset > recordOffset)
            return;
        _offsets.Remove(partition);
        if (_underway > 0)
            _removedAt[partition] = recordOffset;
    }
}
