using SchemaRegistry.TopicLog.Records;

namespace SchemaRegistry.TopicLog.Tests.Compaction;

/// <summary>A reader gets to the end of a compacted log though no record is left there.</summary>
public sealed class CompactedEndTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private static readonly (string, string)[] Settings =
        [("delete.retention.ms", "600000"), ("segment.ms", "1000"), ("max.compaction.lag.ms", "1000")];

    [Fact]
    public async Task The_last_batch_of_the_log_stays_without_records()
    {
        await using var topic = await CreateWithExpiredTombstoneAsync();

        var last = StoredRecord.Batches(topic.Partition)[^1];
        Assert.Empty(topic.Read());
        Assert.Equal(topic.Partition.LogEnd, new BatchHeader(last).LastOffset + 1);
        Assert.Equal((0, BatchLayout.HeaderSize), (new BatchHeader(last).RecordCount, last.Length));
        Assert.Single(StoredRecord.Batches(topic.Partition));
        Assert.Null(topic.Partition.FindNewest());

        await topic.ReopenAsync(stopsCleanly: false);
        Assert.Equal(2, topic.Partition.LogEnd);
        Assert.Single(StoredRecord.Batches(topic.Partition));
    }

    [Fact]
    public async Task It_goes_when_it_is_no_longer_the_last()
    {
        await using var topic = await CreateWithExpiredTombstoneAsync();

        await topic.AppendAsync(("b", "1"));
        await CloseAsync(topic);
        await topic.CompactAsync();

        Assert.Equal(2, new BatchHeader(Assert.Single(StoredRecord.Batches(topic.Partition))).BaseOffset);
        Assert.Equal(["2 b=1"], topic.Read());
    }

    private static async Task<CompactedTopic> CreateWithExpiredTombstoneAsync()
    {
        var topic = await CompactedTopic.CreateAsync(Settings);
        await topic.AppendAsync(("a", "1"), ("a", null));
        await CloseAsync(topic);
        await topic.CompactAsync();
        Assert.Equal(["1 a"], topic.Read());
        topic.Time.Advance(TimeSpan.FromHours(1));
        await topic.CompactAsync();
        return topic;
    }

    /// <summary>Closes the active segment, so that an empty one is behind all records.</summary>
    private static async Task CloseAsync(CompactedTopic topic)
    {
        topic.Time.Advance(TimeSpan.FromSeconds(1));
        await topic.Store.RunHousekeepingAsync(None);
        await topic.Store.RunAloneAsync(() => { });
        topic.Time.Advance(TimeSpan.FromMilliseconds(1));
    }
}
