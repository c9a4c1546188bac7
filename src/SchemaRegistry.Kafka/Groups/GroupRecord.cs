using SchemaRegistry.TopicLog.Records;

namespace SchemaRegistry.Kafka.Groups;

/// <summary>A record of the offsets topic; a null value deletes what its key names.</summary>
internal sealed record GroupRecord(byte[] Key, byte[]? Value)
{
    public static GroupRecord Of(Group group) =>
        new(GroupRecordCodec.GroupKeyOf(group.Id), GroupRecordCodec.GroupValue(group));

    public static GroupRecord Deleting(Group group) => new(GroupRecordCodec.GroupKeyOf(group.Id), null);

    public static GroupRecord Of(Group group, TopicPartition partition, CommittedOffset offset) =>
        new(GroupRecordCodec.OffsetKey(group.Id, partition), GroupRecordCodec.OffsetValue(offset));

    public static GroupRecord Deleting(Group group, TopicPartition partition) =>
        new(GroupRecordCodec.OffsetKey(group.Id, partition), null);

    public LogRecord ToLogRecord(long timestampMs)
    {
        // No conditional expression: a null array converts to an empty memory, which is not the same as none.
        ReadOnlyMemory<byte>? value = null;
        if (Value is not null)
            value = Value;
        return new LogRecord(Key, value, timestampMs);
    }
}

/// <summary>
/// Records of one batch on their way to disk: the offset of the first, or −1 when nothing was appended, and a task
/// that ends when they are there, or tells why they never will be.
/// </summary>
internal readonly record struct RecordAppend(long BaseOffset, Task<ErrorCode> Durable);
