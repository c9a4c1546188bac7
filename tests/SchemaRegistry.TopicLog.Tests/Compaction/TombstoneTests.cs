using SchemaRegistry.TopicLog.Records;

namespace SchemaRegistry.TopicLog.Tests.Compaction;

public sealed class TombstoneTests
{
    private static readonly TimeSpan Retention = TimeSpan.FromMinutes(10);

    private static readonly (string, string) RetentionSetting = ("delete.retention.ms", "600000");

    [Fact]
    public async Task A_tombstone_stays_for_its_time_from_the_first_compaction_that_met_it()
    {
        await using var topic = await CompactedTopic.CreateAsync(RetentionSetting);
        await topic.AppendAsync(("a", "1"), ("b", "1"), ("a", null));
        await topic.RollAsync();
        topic.Time.Advance(TimeSpan.FromDays(3));

        await topic.CompactAsync();
        Assert.Equal(["1 b=1", "2 a"], topic.Read());
        topic.Time.Advance(Retention - TimeSpan.FromMilliseconds(1));
        await topic.RollAsync();
        await topic.CompactAsync();
        Assert.Equal(["1 b=1", "2 a"], topic.Read());
        topic.Time.Advance(TimeSpan.FromMilliseconds(1));
        await topic.RollAsync();
        await topic.CompactAsync();

        Assert.Equal(["1 b=1"], topic.Read());
        await topic.ReopenAsync(stopsCleanly: false);
        Assert.Equal(["1 b=1"], topic.Read());
    }

    [Fact]
    public async Task Its_time_outlives_a_restart()
    {
        await using var topic = await CompactedTopic.CreateAsync(RetentionSetting);
        await topic.AppendAsync(("a", "1"), ("a", null));
        await topic.RollAsync();
        await topic.CompactAsync();
        await topic.ReopenAsync(stopsCleanly: true);
        topic.Time.Advance(Retention);

        await topic.RollAsync();
        await topic.AppendAsync(("b", new string('x', 900)), ("b", "2"));
        await topic.CompactAsync();

        Assert.DoesNotContain("1 a", topic.Read());
    }

    /// <summary>
    /// KIP-534: bit 6 of the attributes (0x40), the horizon in the field of the base timestamp, and the records'
    /// timestamps relative to it.
    /// </summary>
    [Theory]
    [InlineData(CompressionCodec.None)]
    [InlineData(CompressionCodec.Zstd)]
    public async Task The_horizon_is_in_the_header_and_the_records_keep_their_times(CompressionCodec codec)
    {
        await using var topic = await CompactedTopic.CreateAsync(RetentionSetting);
        topic.Append(
            [CompactedTopic.Record("a", null, 1000), CompactedTopic.Record("b", "1", 1000), CompactedTopic.Record("c", "1", 1300)],
            codec: codec);
        await topic.RollAsync();
        var now = topic.Time.GetUtcNow().ToUnixTimeMilliseconds();

        await topic.CompactAsync();

        var header = new BatchHeader(StoredRecord.Batches(topic.Partition)[0]);
        Assert.Equal(0x40 | (int)codec, header.Attributes);
        Assert.Equal(now + 600_000, header.BaseTimestamp);
        Assert.Equal(1300, header.MaxTimestamp);
        var times = StoredRecord.ReadAll(topic.Partition).Take(3).Select(record => record.Timestamp);
        Assert.Equal([1000, 1000, 1300], times);
        Assert.Equal(new(2, 1300), topic.Partition.FindTimestamp(1001));
    }

    [Fact]
    public async Task A_second_compaction_does_not_prolong_it()
    {
        await using var topic = await CompactedTopic.CreateAsync(RetentionSetting);
        await topic.AppendAsync(("a", null), ("b", "1"));
        await topic.RollAsync();
        await topic.CompactAsync();
        var horizon = new BatchHeader(StoredRecord.Batches(topic.Partition)[0]).BaseTimestamp;
        topic.Time.Advance(TimeSpan.FromMinutes(5));
        await topic.AppendAsync(("b", "2"));
        await topic.RollAsync();

        await topic.CompactAsync();

        Assert.Equal(horizon, new BatchHeader(StoredRecord.Batches(topic.Partition)[0]).BaseTimestamp);
    }

    [Fact]
    public async Task A_tombstone_that_was_superseded_goes_at_once()
    {
        await using var topic = await CompactedTopic.CreateAsync(RetentionSetting);
        await topic.AppendAsync(("a", null), ("a", "2"));
        await topic.RollAsync();

        await topic.CompactAsync();

        Assert.Equal(["1 a=2"], topic.Read());
    }
}
