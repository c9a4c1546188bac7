using SchemaRegistry.TopicLog.Files;
using SchemaRegistry.TopicLog.Tests.Partitions;
using SchemaRegistry.TopicLog.Topics;

namespace SchemaRegistry.TopicLog.Tests.Topics;

/// <summary>What the making of partitions costs others, and what is left when it fails.</summary>
public sealed class TopicCreationTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    // Long enough for a loaded machine; a test that works never waits for it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly MemoryFileSystem _files = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Producers_of_other_topics_go_on_while_partitions_are_made(bool addsToOne)
    {
        await using var store = await TestStore.OpenAsync(_files);
        var busy = await TestStore.CreateAsync(store, "busy");
        var present = addsToOne ? (await store.CreateAsync("large", 1, TopicConfig.Default, None)).Topic : null;
        var mayPass = new ManualResetEventSlim();
        _files.BeforeOperation = operation =>
        {
            if (operation.Path.Contains("/large-"))
                mayPass.Wait();
        };

        var making = present is null
            ? CreateAsync(store, "large", 3)
            : store.AddPartitionsAsync(present, 3, None);
        try
        {
            await TestStore.AppendDurablyAsync(busy, "goes on").WaitAsync(Patience);
            Assert.False(making.IsCompleted);
        }
        finally
        {
            mayPass.Set();
        }

        Assert.Equal(LogError.None, await making);
        Assert.True(store.TryGet("large", out var topic));
        Assert.Equal(3, topic.Partitions.Count);
        await TestStore.AppendDurablyAsync(topic.Partitions[2], "usable");
    }

    [Theory]
    [InlineData(FileOperationKind.Create, "/2/00000000000000000000.log")]
    [InlineData(FileOperationKind.SyncFolder, "/2")]
    [InlineData(FileOperationKind.Write, "/meta.log")]
    public async Task What_fails_midway_leaves_no_file_open_and_the_next_attempt_succeeds(
        FileOperationKind kind, string suffix)
    {
        await using var store = await TestStore.OpenAsync(_files);
        var present = (await store.CreateAsync("present", 1, TopicConfig.Default, None)).Topic!;
        var open = _files.OpenFiles;
        _files.BeforeOperation = operation =>
        {
            if (operation.Kind == kind && operation.Path.EndsWith(suffix))
                throw new IOException("ENOSPC");
        };

        Assert.Equal(LogError.StorageFailed, await CreateAsync(store, "new", 4));
        Assert.Equal(open, _files.OpenFiles);
        Assert.Equal(LogError.StorageFailed, await store.AddPartitionsAsync(present, 4, None));
        Assert.Equal(open, _files.OpenFiles);
        _files.BeforeOperation = null;

        await store.RunHousekeepingAsync(None);
        Assert.StartsWith("present-", Assert.Single(_files.List($"{TestStore.Folder}/topics")));
        Assert.Equal(LogError.None, await CreateAsync(store, "new", 4));
        Assert.Equal(LogError.None, await store.AddPartitionsAsync(present, 4, None));
    }

    [Fact]
    public async Task A_closed_log_makes_no_folders()
    {
        var store = await TestStore.OpenAsync(_files);
        var present = (await store.CreateAsync("present", 1, TopicConfig.Default, None)).Topic!;
        await store.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => CreateAsync(store, "new", 1));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.AddPartitionsAsync(present, 2, None));

        var folder = $"{TestStore.Folder}/topics/{Assert.Single(_files.List($"{TestStore.Folder}/topics"))}";
        Assert.Equal(["0"], _files.List(folder));
    }

    private static async Task<LogError> CreateAsync(TopicStore store, string name, int partitions) =>
        (await store.CreateAsync(name, partitions, TopicConfig.Default, None)).Error;
}
