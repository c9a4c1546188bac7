using SchemaRegistry.TopicLog.Topics;

namespace SchemaRegistry.TopicLog.Tests.Compaction;

public sealed class CompactionTriggerTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Compaction_waits_until_enough_is_dirty()
    {
        await using var topic = await CompactedTopic.CreateAsync(("min.cleanable.dirty.ratio", "0.5"));
        for (var index = 0; index < 12; index++)
            await topic.AppendAsync(($"key {index}", new string('x', 300)));
        await topic.CompactAsync();
        var clean = topic.Partition.Checkpoint.CleanEnd;

        await topic.AppendAsync(("key 0", new string('y', 900)), ("key 1", new string('y', 900)));
        await topic.CompactAsync();
        Assert.Equal(clean, topic.Partition.Checkpoint.CleanEnd);
        for (var index = 0; index < 6; index++)
            await topic.AppendAsync(("key 2", new string('z', 900)));
        await topic.CompactAsync();

        Assert.True(clean >= 9, $"{clean}");
        Assert.Equal(topic.Partition.Segments[^1].BaseOffset, topic.Partition.Checkpoint.CleanEnd);
    }

    [Fact]
    public async Task Records_younger_than_the_least_lag_stay()
    {
        await using var topic = await CompactedTopic.CreateAsync(("min.compaction.lag.ms", "60000"));
        await topic.AppendAsync(("a", "1"), ("a", "2"));
        await topic.RollAsync();

        topic.Time.Advance(TimeSpan.FromMilliseconds(59_999));
        await topic.CompactAsync();
        Assert.Equal(["0 a=1", "1 a=2"], topic.Read());
        topic.Time.Advance(TimeSpan.FromMilliseconds(1));
        await topic.CompactAsync();

        Assert.Equal(["1 a=2"], topic.Read());
    }

    [Fact]
    public async Task Records_older_than_the_greatest_lag_are_compacted_though_little_is_dirty()
    {
        await using var topic = await CompactedTopic.CreateAsync(
            ("min.cleanable.dirty.ratio", "1"), ("max.compaction.lag.ms", "60000"));
        await topic.AppendAsync(("a", "1"), ("a", "2"));

        topic.Time.Advance(TimeSpan.FromMilliseconds(60_000));
        await topic.Store.RunHousekeepingAsync(None);
        await topic.Store.RunAloneAsync(() => { });
        await topic.CompactAsync();
        Assert.Equal(["0 a=1", "1 a=2"], topic.Read());
        topic.Time.Advance(TimeSpan.FromMilliseconds(1));
        await topic.CompactAsync();

        Assert.Equal(["1 a=2"], topic.Read());
    }

    [Fact]
    public async Task A_topic_that_is_only_deleted_is_not_compacted()
    {
        await using var topic = await CompactedTopic.CreateAsync(("cleanup.policy", "delete"));
        await topic.AppendAsync(("a", "1"), ("a", "2"));
        await topic.RollAsync();

        await topic.CompactAsync();

        Assert.Equal(["0 a=1", "1 a=2"], topic.Read());
    }

    [Fact]
    public async Task The_background_loop_compacts_when_its_time_has_come()
    {
        await using var topic = await CompactedTopic.CreateAsync();
        await topic.AppendAsync(("a", "1"), ("a", "2"));
        await topic.RollAsync();
        var deadline = TimeProvider.System.GetTimestamp();

        while (topic.Partition.Checkpoint.CleanEnd == 0
            && TimeProvider.System.GetElapsedTime(deadline) < TimeSpan.FromSeconds(20))
        {
            topic.Time.Advance(TimeSpan.FromDays(40));
            await Task.Yield();
        }

        Assert.Equal("1 a=2", topic.Read()[0]);
    }

    [Fact]
    public void The_settings_of_compaction_are_read_under_Kafkas_names_and_have_its_defaults()
    {
        var config = TopicConfig.TryCreate(
            [
                KeyValuePair.Create("min.cleanable.dirty.ratio", (string?)"0.25"),
                KeyValuePair.Create("min.compaction.lag.ms", (string?)"1000"),
                KeyValuePair.Create("max.compaction.lag.ms", (string?)"2000"),
                KeyValuePair.Create("delete.retention.ms", (string?)"3000"),
            ],
            out _)!;
        var defaults = TopicConfig.Default;

        Assert.Equal(0.25, config.MinDirtyRatio);
        Assert.Equal(TimeSpan.FromSeconds(1), config.MinCompactionLag);
        Assert.Equal(TimeSpan.FromSeconds(2), config.MaxCompactionLag);
        Assert.Equal(TimeSpan.FromSeconds(3), config.DeleteRetention);
        Assert.Equal(
            (0.5, TimeSpan.Zero, null, TimeSpan.FromDays(1)),
            (defaults.MinDirtyRatio, defaults.MinCompactionLag, defaults.MaxCompactionLag, defaults.DeleteRetention));
    }

    [Fact]
    public void A_least_lag_above_the_greatest_is_refused()
    {
        var config = TopicConfig.TryCreate(
            [
                KeyValuePair.Create("min.compaction.lag.ms", (string?)"2000"),
                KeyValuePair.Create("max.compaction.lag.ms", (string?)"1000"),
            ],
            out var problem);

        Assert.Null(config);
        Assert.Equal("min.compaction.lag.ms must not be greater than max.compaction.lag.ms", problem);
    }
}
