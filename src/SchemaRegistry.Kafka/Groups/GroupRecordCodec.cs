using SchemaRegistry.Kafka.Wire;
using SchemaRegistry.Kafka.Wire.Messages;
using SchemaRegistry.TopicLog.Records;

namespace SchemaRegistry.Kafka.Groups;

/// <summary>
/// Keys and values of <c>__consumer_offsets</c> in Kafka's own encoding, so that tools which read that topic keep
/// working: an int16 with the version, then the fields of that version, big-endian. Written are key version 1 and value
/// version 3 of offsets (version 1 where a client set an expiry), key version 2 and value version 3 of groups. A null
/// value deletes.
/// </summary>
internal static class GroupRecordCodec
{
    private const short LastOffsetKey = 1;
    private const short GroupKey = 2;
    private const short OffsetKeyVersion = 1;
    private const short OffsetValueVersion = 3;
    private const short ExpiringOffsetValueVersion = 1;
    private const short GroupValueVersion = 3;
    private const long NoTime = -1;

    public static byte[] OffsetKey(string group, TopicPartition partition) => Encode(
        new OffsetCommitKey { Group = group, Topic = partition.Topic, Partition = partition.Partition },
        OffsetKeyVersion);

    public static byte[] OffsetValue(CommittedOffset offset) => Encode(
        new OffsetCommitValue
        {
            Offset = offset.Offset,
            LeaderEpoch = offset.LeaderEpoch,
            Metadata = offset.Metadata,
            CommitTimestamp = offset.CommittedAt.ToUnixTimeMilliseconds(),
            ExpireTimestamp = offset.ExpiresAt?.ToUnixTimeMilliseconds() ?? NoTime,
        },
        offset.ExpiresAt is null ? OffsetValueVersion : ExpiringOffsetValueVersion);

    public static byte[] GroupKeyOf(string group) => Encode(new GroupMetadataKey { Group = group }, GroupKey);

    public static byte[] GroupValue(Group group) => Encode(
        new GroupMetadataValue
        {
            ProtocolType = group.ProtocolType ?? "",
            Generation = group.Generation,
            Protocol = group.ProtocolName,
            Leader = group.LeaderId,
            CurrentStateTimestamp = group.StateSince?.ToUnixTimeMilliseconds() ?? NoTime,
            Members = [.. group.Members.Select(member => Describe(member, group.ProtocolName))],
        },
        GroupValueVersion);

    /// <summary>Hands a stored record to the one who rebuilds the groups; unknown kinds are skipped.</summary>
    /// <exception cref="WireFormatException">The record is none of a known version.</exception>
    public static void Read(RecordReader record, IGroupRecordVisitor visitor)
    {
        var key = new WireReader(record.Key.ToArray());
        var version = key.ReadInt16();
        if (version is >= 0 and <= LastOffsetKey)
        {
            var offset = OffsetCommitKey.Read(ref key, version);
            var partition = new TopicPartition(offset.Topic, offset.Partition);
            visitor.OnOffset(
                offset.Group, partition, record.HasValue ? ReadOffset(record.Value, record.Offset) : null);
        }
        else if (version == GroupKey)
        {
            var group = GroupMetadataKey.Read(ref key, version).Group;
            var value = record.HasValue ? ReadValue<GroupMetadataValue>(record.Value) : null;
            visitor.OnGroup(group, value, record.Offset);
        }
    }

    private static CommittedOffset ReadOffset(ReadOnlySpan<byte> bytes, long recordOffset)
    {
        var value = ReadValue<OffsetCommitValue>(bytes);
        return new CommittedOffset(value.Offset, value.LeaderEpoch, value.Metadata, TimeOf(value.CommitTimestamp))
        {
            ExpiresAt = value.ExpireTimestamp < 0 ? null : TimeOf(value.ExpireTimestamp),
            RecordOffset = recordOffset,
        };
    }

    private static DateTimeOffset TimeOf(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(
        Math.Clamp(milliseconds, 0, DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()));

    private static T ReadValue<T>(ReadOnlySpan<byte> bytes)
        where T : class, IWireMessage<T>
    {
        var reader = new WireReader(bytes.ToArray());
        var version = reader.ReadInt16();
        return version >= T.MinVersion && version <= T.MaxVersion
            ? T.Read(ref reader, version)
            : throw new WireFormatException($"{typeof(T).Name} of version {version} is not known.");
    }

    private static MemberMetadata Describe(GroupMember member, string? protocolName) => new()
    {
        MemberId = member.Id,
        GroupInstanceId = member.InstanceId,
        ClientId = member.ClientId,
        ClientHost = member.ClientHost,
        RebalanceTimeout = (int)member.RebalanceTimeout.TotalMilliseconds,
        SessionTimeout = (int)member.SessionTimeout.TotalMilliseconds,
        Subscription = member.MetadataFor(protocolName),
        Assignment = member.Assignment,
    };

    private static byte[] Encode<T>(T message, short version)
        where T : class, IWireMessage<T>
    {
        using var frame = new FrameBuffer();
        var writer = new WireWriter(frame);
        writer.WriteInt16(version);
        message.Write(ref writer, version);
        return frame.Part(0)[FrameBuffer.LengthPrefixBytes..].ToArray();
    }
}
