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

    private List<string> LogFiles() =>
        [.. _files.List(Folder).Where(name => name.EndsWith(SegmentFiles.LogSuffix)).Order()];
}
