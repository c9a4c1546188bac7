using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SchemaRegistry.TopicLog.Files;
using SchemaRegistry.TopicLog.Records;
using SchemaRegistry.TopicLog.Tests.Partitions;
using SchemaRegistry.TopicLog.Topics;

namespace SchemaRegistry.TopicLog.Tests.Topics;

public sealed class TopicStoreTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData("a", 1, LogError.TopicExists)]
    [InlineData("b_c", 1, LogError.TopicNameCollision)]
    [InlineData("..", 1, LogError.InvalidTopicName)]
    [InlineData("a b", 1, LogError.InvalidTopicName)]
    [InlineData("", 1, LogError.InvalidTopicName)]
    [InlineData("d", 0, LogError.InvalidPartitionCount)]
    [InlineData("d", 3, LogError.None)]
    public async Task A_topic_needs_a_legal_and_free_name(string name, int partitions, LogError expected)
    {
        await using var store = await TestStore.OpenAsync(new MemoryFileSystem());
        await store.CreateAsync("a", 1, TopicConfig.Default, None);
        await store.CreateAsync("b.c", 1, TopicConfig.Default, None);

        Assert.Equal(expected, (await store.CreateAsync(name, partitions, TopicConfig.Default, None)).Error);
    }

    [Fact]
    public async Task A_deleted_topic_is_gone_and_one_of_the_same_name_is_another()
    {
        var files = new MemoryFileSystem();
        await using var store = await TestStore.OpenAsync(files);
        var partition = await TestStore.CreateAsync(store);
        await TestStore.AppendDurablyAsync(partition, "old");
        Assert.True(store.TryGet("t", out var old));

        Assert.Equal(LogError.None, await store.DeleteAsync(old, None));
        Assert.Equal(LogError.UnknownTopic, await store.DeleteAsync(old, None));
        Assert.Equal(LogError.UnknownTopic, partition.Append(TestStore.Batch("x")).Error);
        Assert.Equal(LogError.UnknownTopic, partition.Read(0, 100).Error);

        var fresh = await TestStore.CreateAsync(store);
        Assert.True(store.TryGet("t", out var created));
        Assert.NotEqual(old.Id, created.Id);
        Assert.Equal(0, (await TestStore.AppendDurablyAsync(fresh, "new")).BaseOffset);
    }

    [Fact]
    public async Task Topics_with_their_settings_outlive_a_crash_and_deleted_ones_stay_deleted()
    {
        var files = new MemoryFileSystem();
        var store = await TestStore.OpenAsync(files);
        await TestStore.CreateAsync(store, "kept", ("segment.bytes", "4096"));
        await TestStore.CreateAsync(store, "gone");
        Assert.True(store.TryGet("gone", out var gone));
        await store.DeleteAsync(gone, None);

        await using var again = await TestStore.OpenAsync(files);

        Assert.Equal(["kept"], again.Topics.Select(topic => topic.Name));
        Assert.Equal(4096, again.Topics[0].Config.SegmentBytes);
    }

    [Theory]
    [InlineData(2, LogError.InvalidPartitionCount)]
    [InlineData(1, LogError.InvalidPartitionCount)]
    [InlineData(10_001, LogError.InvalidPartitionCount)]
    [InlineData(4, LogError.None)]
    public async Task Partitions_can_only_become_more(int count, LogError expected)
    {
        await using var store = await TestStore.OpenAsync(new MemoryFileSystem());
        var created = await store.CreateAsync("t", 2, TopicConfig.Default, None);

        Assert.Equal(expected, await store.AddPartitionsAsync(created.Topic!, count, None));

        Assert.Equal(expected == LogError.None ? 4 : 2, created.Topic!.Partitions.Count);
    }

    [Fact]
    public async Task A_deleted_topic_gets_no_partitions()
    {
        await using var store = await TestStore.OpenAsync(new MemoryFileSystem());
        var created = await store.CreateAsync("t", 1, TopicConfig.Default, None);
        await store.DeleteAsync(created.Topic!, None);

        Assert.Equal(LogError.UnknownTopic, await store.AddPartitionsAsync(created.Topic!, 2, None));
    }

    [Fact]
    public async Task Partitions_whose_entry_could_not_be_written_are_not_there_and_can_be_added_later()
    {
        var files = new MemoryFileSystem();
        await using var store = await TestStore.OpenAsync(files);
        var topic = (await store.CreateAsync("t", 1, TopicConfig.Default, None)).Topic!;
        files.BeforeOperation = operation =>
        {
            if (operation.Kind == FileOperationKind.Write && operation.Path.EndsWith("meta.log", StringComparison.Ordinal))
                throw new IOException("No space left on device");
        };

        Assert.Equal(LogError.StorageFailed, await store.AddPartitionsAsync(topic, 3, None));
        Assert.Single(topic.Partitions);
        files.BeforeOperation = null;

        // What the attempt left must not become records of a partition.
        var leftover = $"{TestStore.Folder}/topics/{files.List($"{TestStore.Folder}/topics")[0]}/1/{0:D20}.log";
        using (var file = files.Open(leftover))
            file.Write([TestStore.Batch("never")], 0);

        Assert.Equal(LogError.None, await store.AddPartitionsAsync(topic, 2, None));
        Assert.Equal((2, 0), (topic.Partitions.Count, topic.Partitions[1].LogEnd));
        Assert.Equal(0, (await TestStore.AppendDurablyAsync(topic.Partitions[1], "first")).BaseOffset);
    }

    [Fact]
    public async Task Partitions_that_were_added_act_by_the_topics_settings_and_follow_their_changes()
    {
        await using var store = await TestStore.OpenAsync(new MemoryFileSystem());
        await TestStore.CreateAsync(store, "t", ("max.message.bytes", "60"));
        Assert.True(store.TryGet("t", out var topic));
        await store.AddPartitionsAsync(topic, 2, None);
        Assert.Equal(LogError.BatchTooLarge, topic.Partitions[1].Append(TestStore.Batch("a")).Error);

        await store.ChangeConfigAsync(topic, TopicConfig.Default, None);

        Assert.Equal(LogError.None, topic.Partitions[1].Append(TestStore.Batch("a")).Error);
    }

    [Fact]
    public async Task Each_change_of_settings_sees_the_one_before()
    {
        await using var store = await TestStore.OpenAsync(new MemoryFileSystem());
        await TestStore.CreateAsync(store);
        Assert.True(store.TryGet("t", out var topic));

        var changes = Enumerable.Range(1, 3).Select(step => store.ChangeConfigAsync(
            topic, present => present.With(TopicSettings.All[step], $"{present.Values.Count}"), None));
        await Task.WhenAll(changes);

        Assert.Equal(["0", "1", "2"], topic.Config.Values.Values);
    }

    [Fact]
    public async Task The_logs_defaults_hold_for_topics_that_say_nothing_also_after_they_were_changed()
    {
        var files = new MemoryFileSystem();
        await using (var store = await OpenWithAsync(files, "2048"))
        {
            await TestStore.CreateAsync(store, "plain");
            await TestStore.CreateAsync(store, "own", ("segment.bytes", "4096"));
            Assert.Equal([4096, 2048], store.Topics.Select(topic => topic.Config.SegmentBytes));
        }

        await using var again = await OpenWithAsync(files, "1024");

        Assert.Equal([4096, 1024], again.Topics.Select(topic => topic.Config.SegmentBytes));
        await again.ChangeConfigAsync(again.Topics[0], TopicConfig.Default, None);
        Assert.Equal([1024, 1024], again.Topics.Select(topic => topic.Config.SegmentBytes));
    }

    [Fact]
    public async Task A_producer_that_was_silent_for_long_is_forgotten()
    {
        var time = new FakeTimeProvider();
        await using var store = await TopicStore.OpenAsync(
            new MemoryFileSystem(),
            TestStore.Folder,
            new LogOptions { CheckInterval = TimeSpan.FromDays(1), ProducerExpiration = TimeSpan.FromMinutes(1) },
            new LogSurroundings(time, NullLoggerFactory.Instance));
        var partition = await TestStore.CreateAsync(store);
        var batch = TestStore.Batch(new BatchOrigin(7, 0, 0), "once");
        partition.Append(batch);

        await store.RunHousekeepingAsync(None);
        time.Advance(TimeSpan.FromSeconds(59));
        await store.RunHousekeepingAsync(None);
        Assert.True(partition.Append(batch).IsDuplicate);

        time.Advance(TimeSpan.FromSeconds(1));
        await store.RunHousekeepingAsync(None);
        Assert.False(partition.Append(batch).IsDuplicate);
    }

    [Fact]
    public async Task Producer_ids_are_never_given_twice()
    {
        var files = new MemoryFileSystem();
        var store = await TestStore.OpenAsync(files);
        var ids = new HashSet<long>();
        for (var count = 0; count < 1500; count++)
            Assert.True(ids.Add(await store.AllocateProducerIdAsync(None)));

        await using var again = await TestStore.OpenAsync(files);

        Assert.True(ids.Add(await again.AllocateProducerIdAsync(None)));
    }

    [Fact]
    public async Task Damage_inside_the_meta_log_is_a_clear_error_and_a_torn_end_is_cut()
    {
        var files = new MemoryFileSystem();
        var store = await TestStore.OpenAsync(files);
        await TestStore.CreateAsync(store, "one");
        await TestStore.CreateAsync(store, "two");
        using var meta = files.Open($"{TestStore.Folder}/meta.log");
        var size = meta.Length;
        meta.Truncate(size - 5);
        await using (var torn = await TestStore.OpenAsync(files))
            Assert.Equal(["one"], torn.Topics.Select(topic => topic.Name));

        meta.Write([new byte[] { 0xee }], 80);

        var error = await Assert.ThrowsAsync<LogCorruptException>(() => TestStore.OpenAsync(files));
        Assert.EndsWith("meta.log", error.File);
    }

    private static Task<TopicStore> OpenWithAsync(MemoryFileSystem files, string segmentBytes)
    {
        var defaults = TopicConfig.TryCreate([KeyValuePair.Create("segment.bytes", (string?)segmentBytes)], out _)!;
        return TestStore.OpenAsync(files, options: new LogOptions { TopicDefaults = defaults });
    }
}
