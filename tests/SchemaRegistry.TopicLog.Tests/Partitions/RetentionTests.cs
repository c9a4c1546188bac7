using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SchemaRegistry.TopicLog.Files;
using SchemaRegistry.TopicLog.Partitions;
using SchemaRegistry.TopicLog.Records;
using SchemaRegistry.TopicLog.Topics;

namespace SchemaRegistry.TopicLog.Tests.Partitions;

public sealed class RetentionTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly FakeTimeProvider _time = new(DateTimeOffset.FromUnixTimeMilliseconds(TestStore.Time));
    private readonly MemoryFileSystem _files = new();

    [Fact]
    public async Task Segments_older_than_retention_ms_go_and_the_active_one_follows_when_it_is_old()
    {
        await using var store = await OpenAsync();
        var partition = await TestStore.CreateAsync(store, "t", ("segment.bytes", "1024"), ("retention.ms", "60000"));
        await AppendAsync(partition, 10);
        _time.Advance(TimeSpan.FromSeconds(50));
        await AppendAsync(partition, 10);
        _time.Advance(TimeSpan.FromSeconds(20));

        await store.RunHousekeepingAsync(None);
        Assert.InRange(partition.LogStart, 1, 10);
        Assert.Equal(20 - partition.LogStart, TestStore.ReadAll(partition, partition.LogStart).Count);
        Assert.Equal(LogError.OffsetOutOfRange, partition.Read(0, 100).Error);

        _time.Advance(TimeSpan.FromSeconds(60));
        await store.RunHousekeepingAsync(None);
        Assert.Equal((20, 20), (partition.LogStart, partition.LogEnd));
        Assert.Equal(0, partition.SizeBytes);
        Assert.Equal(20, (await TestStore.AppendDurablyAsync(partition, "next")).BaseOffset);
    }

    [Fact]
    public async Task The_oldest_segments_go_as_long_as_retention_bytes_are_kept()
    {
        await using var store = await OpenAsync();
        var partition = await TestStore.CreateAsync(
            store, "t", ("segment.bytes", "1024"), ("retention.ms", "-1"), ("retention.bytes", "2048"));
        await AppendAsync(partition, 40);
        var before = partition.SizeBytes;

        await store.RunHousekeepingAsync(None);

        Assert.True(before > 4096);
        Assert.InRange(partition.SizeBytes, 2048, 2048 + 1024);
    }

    [Fact]
    public async Task A_topic_that_is_only_compacted_keeps_old_records()
    {
        await using var store = await OpenAsync();
        var partition = await TestStore.CreateAsync(
            store, "t", ("segment.bytes", "1024"), ("retention.ms", "1"), ("cleanup.policy", "compact"));
        for (var index = 0; index < 10; index++)
            partition.Append(RecordBatchBuilder.Build([new LogRecord(new byte[200], new byte[200], TestStore.Time)]));
        _time.Advance(TimeSpan.FromDays(30));

        await store.RunHousekeepingAsync(None);

        Assert.Equal(0, partition.LogStart);
    }

    [Fact]
    public async Task A_segment_older_than_segment_ms_is_rolled_though_nothing_comes()
    {
        await using var store = await OpenAsync();
        var partition = await TestStore.CreateAsync(store, "t", ("segment.ms", "1000"), ("retention.ms", "-1"));
        await AppendAsync(partition, 3);
        _time.Advance(TimeSpan.FromSeconds(2));

        await store.RunHousekeepingAsync(None);
        await store.RunAloneAsync(() => { });

        Assert.Equal(2, LogFiles().Count);
        Assert.Equal(3, TestStore.ReadAll(partition).Count);
    }

    [Fact]
    public async Task The_background_loop_looks_when_its_time_has_come()
    {
        await using var store = await OpenAsync();
        var partition = await TestStore.CreateAsync(store, "t", ("segment.bytes", "1024"), ("retention.ms", "1000"));
        await AppendAsync(partition, 40);
        var deadline = TimeProvider.System.GetTimestamp();

        while (partition.LogStart < 40 && TimeProvider.System.GetElapsedTime(deadline) < TimeSpan.FromSeconds(20))
        {
            _time.Advance(LogLimits.DefaultCheckInterval);
            await Task.Yield();
        }

        Assert.Equal(40, partition.LogStart);
    }

    [Fact]
    public async Task Deleted_records_stay_deleted_after_a_crash_and_whole_segments_go()
    {
        var store = await OpenAsync();
        var partition = await TestStore.CreateAsync(store, "t", ("segment.bytes", "1024"), ("retention.ms", "-1"));
        await AppendAsync(partition, 40);
        var files = LogFiles().Count;

        Assert.Equal(LogError.OffsetOutOfRange, await partition.DeleteRecordsAsync(41, None));
        Assert.Equal(LogError.OffsetOutOfRange, await partition.DeleteRecordsAsync(-1, None));
        Assert.Equal(LogError.None, await partition.DeleteRecordsAsync(25, None));
        Assert.Equal(LogError.None, await partition.DeleteRecordsAsync(3, None));
        Assert.Equal(25, partition.LogStart);
        Assert.True(LogFiles().Count < files);
        Assert.Equal(25, partition.FindTimestamp(0)!.Value.Offset);

        await using var again = await OpenAsync();
        Assert.Equal(25, TestStore.Find(again).LogStart);
        Assert.Equal(15, TestStore.ReadAll(TestStore.Find(again), 25).Count);
        Assert.Equal(LogError.None, await TestStore.Find(again).DeleteRecordsAsync(40, None));
        Assert.Equal(40, (await TestStore.AppendDurablyAsync(TestStore.Find(again), "next")).BaseOffset);
    }

    [Fact]
    public async Task A_producer_is_still_known_when_its_records_are_deleted()
    {
        var store = await OpenAsync();
        var partition = await TestStore.CreateAsync(store, "t", ("segment.bytes", "1024"), ("retention.ms", "-1"));
        for (var sequence = 0; sequence < 40; sequence++)
            partition.Append(TestStore.Batch(new BatchOrigin(5, 0, sequence), $"value {sequence}"));
        await partition.WaitDurableAsync(40, None);
        await partition.DeleteRecordsAsync(40, None);

        await using var again = await OpenAsync();

        Assert.True(TestStore.Find(again).Append(TestStore.Batch(new BatchOrigin(5, 0, 39), "value 39")).IsDuplicate);
    }

    [Fact]
    public async Task Changed_settings_act_at_once_and_outlive_a_restart()
    {
        var store = await OpenAsync();
        var partition = await TestStore.CreateAsync(store);
        Assert.True(store.TryGet("t", out var topic));
        var smaller = TopicConfig.TryCreate([KeyValuePair.Create("max.message.bytes", (string?)"100")], out _)!;

        Assert.Equal(LogError.None, await store.ChangeConfigAsync(topic, smaller, None));

        Assert.Equal(LogError.BatchTooLarge, partition.Append(TestStore.Batch(new string('x', 100))).Error);
        await using var again = await OpenAsync();
        Assert.True(again.TryGet("t", out var found));
        Assert.Equal(100, found.Config.MaxMessageBytes);
    }

    [Fact]
    public async Task The_files_of_a_deleted_topic_go_in_the_background()
    {
        await using var store = await OpenAsync();
        await TestStore.CreateAsync(store);
        Assert.True(store.TryGet("t", out var topic));

        await store.DeleteAsync(topic, None);
        await store.RunHousekeepingAsync(None);

        Assert.Empty(_files.List($"{TestStore.Folder}/topics"));
    }

    private Task<TopicStore> OpenAsync() => TopicStore.OpenAsync(
        _files, TestStore.Folder, new LogOptions(), new LogSurroundings(_time, NullLoggerFactory.Instance));

    private async Task AppendAsync(Partition partition, int count)
    {
        for (var index = 0; index < count; index++)
        {
            var now = _time.GetUtcNow().ToUnixTimeMilliseconds();
            var record = TestStore.Record($"value {index} {new string('x', 100)}", now);
            partition.Append(RecordBatchBuilder.Build([record]));
        }

        await partition.WaitDurableAsync(partition.LogEnd, None);
    }

    private List<string> LogFiles()
    {
        var topic = _files.List($"{TestStore.Folder}/topics").Single();
        return [.. _files.List($"{TestStore.Folder}/topics/{topic}/0").Where(name => name.EndsWith(".log"))];
    }
}
