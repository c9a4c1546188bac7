using SchemaRegistry.TopicLog.Files;
using SchemaRegistry.TopicLog.Segments;

namespace SchemaRegistry.TopicLog.Tests.Partitions;

/// <summary>What a roll that failed half-way leaves behind.</summary>
public sealed class RollTests
{
    private readonly MemoryFileSystem _files = new();

    private string Folder => $"{TestStore.Folder}/topics/{_files.List($"{TestStore.Folder}/topics").Single()}/0";

    [Fact]
    public async Task A_roll_that_fails_leaves_no_segment_and_what_is_appended_after_it_survives()
    {
        var store = await TestStore.OpenAsync(_files);
        var partition = await TestStore.CreateAsync(store, "t", ("segment.bytes", "1024"));
        await TestStore.AppendDurablyAsync(partition, new string('a', 600));
        _files.BeforeOperation = operation =>
        {
            if (operation.Path.EndsWith(SegmentFiles.SnapshotSuffix))
                throw new IOException("ENOSPC");
        };
        Assert.Equal(LogError.StorageFailed, partition.Append(TestStore.Batch(new string('b', 600))).Error);
        Assert.Single(LogFiles());

        _files.BeforeOperation = null;
        await TestStore.AppendDurablyAsync(partition, "fits into the first segment");
        await TestStore.AppendDurablyAsync(partition, new string('c', 600));

        await using var again = await TestStore.OpenAsync(_files);
        Assert.Empty(again.Truncations);
        Assert.Equal([0L, 1L, 2L], TestStore.ReadAll(TestStore.Find(again)).Select(record => record.Offset));
    }

    [Theory]
    [InlineData(false, true, true)]
    [InlineData(false, true, false)]
    [InlineData(false, false, true)]
    [InlineData(true, true, true)]
    [InlineData(true, true, false)]
    [InlineData(true, false, true)]
    public async Task An_empty_segment_within_the_log_is_deleted_and_no_record_is_cut(
        bool stops, bool isFollowed, bool keepsIndexes)
    {
        var store = await TestStore.OpenAsync(_files);
        var partition = await TestStore.CreateAsync(store, "t", ("segment.bytes", "1024"));
        for (var index = 0; index < (isFollowed ? 30 : 5); index++)
            await TestStore.AppendDurablyAsync(partition, $"value {index}");
        await store.RunAloneAsync(() => { });
        var count = (int)partition.LogEnd;
        var expected = LogFiles();
        if (stops)
            await store.DisposeAsync();
        var leftover = $"{Folder}/{2:D20}{SegmentFiles.LogSuffix}";
        _files.Open(leftover).Dispose();
        foreach (var index in _files.List(Folder).Where(name => !keepsIndexes && name.EndsWith(".index")))
            _files.Delete($"{Folder}/{index}");

        await using var again = await TestStore.OpenAsync(_files);

        Assert.Empty(again.Truncations);
        Assert.Empty(again.Damages);
        Assert.Equal(expected, LogFiles());
        var found = TestStore.Find(again);
        Assert.Equal((count, 0), (TestStore.ReadAll(found).Count, found.LeaderEpoch));
        Assert.Equal(count, (await TestStore.AppendDurablyAsync(found, "next")).BaseOffset);
    }

    private List<string> LogFiles() =>
        [.. _files.List(Folder).Where(name => name.EndsWith(SegmentFiles.LogSuffix)).Order()];
}
