using SchemaRegistry.Kafka.Groups;

namespace SchemaRegistry.TopicLog.Tests.Groups;

/// <summary>Commits and deletions that are noted in another order than that of their records.</summary>
public sealed class GroupOffsetsTests
{
    private static readonly TopicPartition Partition = new("orders", 0);
    private static readonly TopicPartition Other = new("orders", 1);

    private readonly GroupOffsets _offsets = new();

    [Fact]
    public void Of_two_commits_the_one_with_the_later_record_counts()
    {
        Begin(2);

        _offsets.Apply(Partition, Commit(7, recordOffset: 11));
        _offsets.Apply(Partition, Commit(6, recordOffset: 10));

        Assert.Equal(7, _offsets.Find(Partition)?.Offset);
    }

    [Fact]
    public void A_commit_that_is_older_than_any_deletion_stays_deleted()
    {
        Begin(3);

        _offsets.Remove(Partition, recordOffset: 12);
        _offsets.Remove(Partition, recordOffset: 10);
        _offsets.Apply(Partition, Commit(6, recordOffset: 11));

        Assert.Null(_offsets.Find(Partition));
    }

    [Fact]
    public void A_commit_that_is_newer_than_a_deletion_stays()
    {
        Begin(2);

        _offsets.Apply(Partition, Commit(6, recordOffset: 11));
        _offsets.Remove(Partition, recordOffset: 10);

        Assert.Equal(6, _offsets.Find(Partition)?.Offset);
    }

    [Fact]
    public void A_write_counts_for_its_partitions_until_it_ends()
    {
        _offsets.Begin([Partition]);
        _offsets.Begin([Partition, Other]);
        _offsets.End([Partition]);

        Assert.True(_offsets.IsUnderway(Partition));
        Assert.Equal([Partition, Other], _offsets.Partitions);
        Assert.False(_offsets.IsVoid);

        _offsets.End([Partition, Other]);
        Assert.False(_offsets.IsUnderway(Partition));
        Assert.Empty(_offsets.Partitions);
        Assert.True(_offsets.IsVoid);
    }

    [Fact]
    public void A_write_without_partitions_keeps_the_group_too()
    {
        _offsets.Begin([]);
        var isVoid = _offsets.IsVoid;
        _offsets.End([]);

        Assert.False(isVoid);
        Assert.True(_offsets.IsVoid);
    }

    private static CommittedOffset Commit(long offset, long recordOffset) =>
        new(offset, -1, "", DateTimeOffset.UnixEpoch) { RecordOffset = recordOffset };

    private void Begin(int writes)
    {
        for (var count = 0; count < writes; count++)
            _offsets.Begin([Partition]);
    }
}
