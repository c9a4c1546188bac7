using SchemaRegistry.TopicLog.Files;
using SchemaRegistry.TopicLog.Tests.Partitions;
using SchemaRegistry.TopicLog.Topics;

namespace SchemaRegistry.TopicLog.Tests.Files;

public sealed class HandleCacheTests
{
    [Fact]
    public async Task Ten_thousand_partitions_need_a_few_hundred_handles()
    {
        var files = new MemoryFileSystem();
        await using var store = await TestStore.OpenAsync(files);
        var created = await store.CreateAsync("wide", 10_000, TopicConfig.Default, CancellationToken.None);
        var partitions = created.Topic!.Partitions;

        for (var index = 0; index < partitions.Count; index += 7)
            await TestStore.AppendDurablyAsync(partitions[index], $"value {index}");

        Assert.InRange(files.OpenFiles, 1, LogLimits.OpenFiles + 1);
        for (var index = 0; index < partitions.Count; index += 7)
            Assert.Equal([(0, $"value {index}")], TestStore.ReadAll(partitions[index]));
        Assert.InRange(files.OpenFiles, 1, LogLimits.OpenFiles + 1);
    }

    [Fact]
    public void A_file_with_bytes_that_were_not_synced_stays_open()
    {
        var memory = new MemoryFileSystem();
        memory.CreateFolder("/d");
        var cache = new HandleCache(memory, FlushMode.Group);
        var dirty = cache.Open("/d/dirty");
        dirty.Write([new byte[] { 1 }], 0);
        var before = OpenMany(cache, memory);

        dirty.Sync();
        OpenMany(cache, memory);

        Assert.Equal(LogLimits.OpenFiles, before);
        Assert.Equal(1, dirty.Length);
        dirty.Dispose();
        Assert.Throws<ObjectDisposedException>(() => dirty.Length);
    }

    private static int OpenMany(HandleCache cache, MemoryFileSystem memory)
    {
        for (var index = 0; index < 2 * LogLimits.OpenFiles; index++)
            cache.Open($"/d/{index}");
        return memory.OpenFiles;
    }
}
