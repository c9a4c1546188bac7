using SchemaRegistry.Kafka.Wire.Messages;

namespace SchemaRegistry.Kafka.Groups;

/// <summary>Collects what the offsets topic holds of each group; later records replace earlier ones.</summary>
internal sealed class GroupLoader : IGroupRecordVisitor
{
    private readonly Dictionary<string, StoredGroup> _groups = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, StoredGroup> Groups => _groups;

    public void OnOffset(string group, TopicPartition partition, CommittedOffset? offset)
    {
        if (offset is null)
            Find(group).Offsets.Remove(partition);
        else
            Find(group).Offsets[partition] = offset;
    }

    public void OnGroup(string group, GroupMetadataValue? value, long recordOffset)
    {
        var found = Find(group);
        (found.Value, found.ValueOffset) = (value, recordOffset);
    }

    private StoredGroup Find(string group)
    {
        if (!_groups.TryGetValue(group, out var found))
            _groups[group] = found = new StoredGroup();
        return found;
    }
}
