using SchemaRegistry.TopicLog.Files;
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
}
