using SchemaRegistry.Kafka.Wire.Messages;

namespace SchemaRegistry.Kafka.Groups;

/// <summary>What the offsets topic holds of a group; without a value it only ever had offsets.</summary>
internal sealed class StoredGroup
{
    public GroupMetadataValue? Value { get; set; }

    /// <summary>Where the value, or its deletion, lies in the offsets topic.</summary>
    public long ValueOffset { get; set; }

    public Dictionary<TopicPartition, CommittedOffset> Offsets { get; } = [];

    public void Restore(GroupMachine machine)
    {
        foreach (var (partition, offset) in Offsets)
            machine.Group.Offsets.Apply(partition, offset);
        if (Value is not null)
            machine.Restore(Value, ValueOffset);
    }
}
