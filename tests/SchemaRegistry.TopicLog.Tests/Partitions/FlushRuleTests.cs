using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SchemaRegistry.TopicLog.Files;
using SchemaRegistry.TopicLog.Partitions;
using SchemaRegistry.TopicLog.Topics;

namespace SchemaRegistry.TopicLog.Tests.Partitions;

public sealed class FlushRuleTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly FakeTimeProvider _time = new(DateTimeOffset.FromUnixTimeMilliseconds(TestStore.Time));
    private readonly MemoryFileSystem _files = new(keepsJournal: true);

    [Fact]
    public async Task With_flush_messages_records_are_read_and_acknowledged_before_they_are_forced_to_disk_together()
    {
        await using var store = await OpenAsync();
        var partition = await TestStore.CreateAsync(store, "t", ("flush.messages", "3"));

        var second = partition.Append(TestStore.Batch("a", "b"));
        await partition.WaitDurableAsync(second.NextOffset, None);
        Assert.Equal((2, 2), (partition.HighWatermark, TestStore.ReadAll(partition).Count));
        Assert.Equal(0, await CountSyncsAsync(store));

        partition.Append(TestStore.Batch("c"));
        Assert.Equal(1, await CountSyncsAsync(store));

        partition.Append(TestStore.Batch("d", "e"));
        Assert.Equal(1, await CountSyncsAsync(store));
    }

    [Fact]
    public async Task With_flush_ms_records_are_forced_to_disk_so_long_after_the_first()
    {
        await using var store = await OpenAsync();
        var partition = await TestStore.CreateAsync(store, "t", ("flush.ms", "500"));

        partition.Append(TestStore.Batch("a"));
        _time.Advance(TimeSpan.FromMilliseconds(400));
        partition.Append(TestStore.Batch("b"));
        Assert.Equal((2, 0), (partition.HighWatermark, await CountSyncsAsync(store)));

        _time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.Equal(1, await CountSyncsAsync(store));

        partition.Append(TestStore.Batch("c"));
        _time.Advance(TimeSpan.FromMilliseconds(499));
        Assert.Equal(1, await CountSyncsAsync(store));
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(2, await CountSyncsAsync(store));
    }

    [Fact]
    public async Task Records_that_wait_are_forced_to_disk_when_the_topic_is_made_strict_again()
    {
        await using var store = await OpenAsync();
        var partition = await TestStore.CreateAsync(store, "t", ("flush.messages", "1000"));
        partition.Append(TestStore.Batch("a"));
        Assert.True(store.TryGet("t", out var topic));

        await store.ChangeConfigAsync(topic, TopicConfig.Default, None);

        Assert.Equal(1, await CountSyncsAsync(store));
    }

    [Fact]
    public async Task A_clean_stop_forces_to_disk_what_waits()
    {
        var store = await OpenAsync();
        var partition = await TestStore.CreateAsync(store, "t", ("flush.messages", "1000"));
        partition.Append(TestStore.Batch("a"));

        await store.DisposeAsync();

        Assert.Contains(_files.Journal, IsLogSync);
    }

    [Fact]
    public async Task In_intervals_all_that_came_is_forced_to_disk_when_the_interval_is_over_and_not_before()
    {
        await using var store = await OpenAsync(FlushMode.Interval);
        var partition = await TestStore.CreateAsync(store);
        partition.Append(TestStore.Batch("a"));
        partition.Append(TestStore.Batch("b"));
        Assert.Equal((2, 0), (partition.HighWatermark, await CountSyncsAsync(store)));

        _time.Advance(TimeSpan.FromMilliseconds(99));
        Assert.Equal(0, await CountSyncsAsync(store));
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, await CountSyncsAsync(store));

        partition.Append(TestStore.Batch("c"));
        Assert.Equal(1, await CountSyncsAsync(store));
        _time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.Equal(2, await CountSyncsAsync(store));
    }

    [Theory]
    [InlineData(null, null, false)]
    [InlineData("1", null, false)]
    [InlineData(null, "0", false)]
    [InlineData("1", "1000", false)]
    [InlineData("9223372036854775807", "9223372036854775807", false)]
    [InlineData("2", null, true)]
    [InlineData(null, "1", true)]
    [InlineData("100", "1000", true)]
    public async Task Only_a_wish_for_less_than_every_record_makes_a_topic_acknowledge_early(
        string? messages, string? time, bool isEarly)
    {
        await using var store = await OpenAsync();
        var settings = TopicConfig.TryCreate(
            [KeyValuePair.Create("flush.messages", messages), KeyValuePair.Create("flush.ms", time)], out _)!;
        var created = await store.CreateAsync("t", 1, settings, None);

        // On the flusher's thread nothing is flushed between the append and the look.
        var isSeen = false;
        await store.RunAloneAsync(() =>
        {
            created.Topic!.Partitions[0].Append(TestStore.Batch("a"));
            isSeen = created.Topic.Partitions[0].HighWatermark == 1;
        });

        Assert.Equal(isEarly, isSeen);
        Assert.Equal(isEarly ? 0 : 1, await CountSyncsAsync(store));
    }

    private Task<TopicStore> OpenAsync(FlushMode flush = FlushMode.Group) => TopicStore.OpenAsync(
        _files,
        TestStore.Folder,
        new LogOptions { Flush = flush, CheckInterval = TimeSpan.FromDays(1) },
        new LogSurroundings(_time, NullLoggerFactory.Instance));

    /// <summary>
    /// Forced writes of segments, once all that is queued is done; the second look comes after the flush.
    /// </summary>
    private async Task<int> CountSyncsAsync(TopicStore store)
    {
        await store.RunAloneAsync(() => { });
        await store.RunAloneAsync(() => { });
        return _files.Journal.Count(IsLogSync);
    }

    private static bool IsLogSync(FileOperation operation) =>
        operation.Kind == FileOperationKind.Sync
        && operation.Path.EndsWith("00000.log", StringComparison.Ordinal);
}
