namespace SchemaRegistry.Kafka.Groups;

/// <summary>
/// The offsets that a group committed and that are on disk, and which partitions have commits or deletions on their way
/// there. Used by the group's actor only.
/// </summary>
internal sealed class GroupOffsets
{
    private readonly Dictionary<TopicPartition, CommittedOffset> _offsets = [];

    // Always at least 1.
    private readonly Dictionary<TopicPartition, int> _underway = [];

    // Only of partitions with writes under way, of which an older one may be noted after the deletion.
    private readonly Dictionary<TopicPartition, long> _removedAt = [];

    private int _writes;

    public IReadOnlyDictionary<TopicPartition, CommittedOffset> Committed => _offsets;

    /// <summary>Partitions with an offset that is on disk or may be soon.</summary>
    public IEnumerable<TopicPartition> Partitions => _offsets.Keys.Union(_underway.Keys);

    /// <summary>Whether all that was written is on disk, and noted here.</summary>
    public bool IsSettled => _writes == 0;

    /// <summary>Whether there is none, and none will be by what was written already.</summary>
    public bool IsVoid => _offsets.Count == 0 && IsSettled;

    public bool IsUnderway(TopicPartition partition) => _underway.ContainsKey(partition);

    /// <summary>A write has begun; it may hold nothing of any partition.</summary>
    public void Begin(IReadOnlyCollection<TopicPartition> partitions)
    {
        _writes++;
        foreach (var partition in partitions)
            _underway[partition] = _underway.GetValueOrDefault(partition) + 1;
    }

    /// <summary>Every <see cref="Begin"/> ends here, whether the write succeeded or not.</summary>
    public void End(IReadOnlyCollection<TopicPartition> partitions)
    {
        _writes--;
        foreach (var partition in partitions)
        {
            if (--_underway[partition] > 0)
                continue;
            _underway.Remove(partition);
            _removedAt.Remove(partition);
        }
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
        if (_underway.ContainsKey(partition))
            _removedAt[partition] = Math.Max(recordOffset, _removedAt.GetValueOrDefault(partition));
        if (_offsets.TryGetValue(partition, out var present) && present.RecordOffset <= recordOffset)
            _offsets.Remove(partition);
    }
}
