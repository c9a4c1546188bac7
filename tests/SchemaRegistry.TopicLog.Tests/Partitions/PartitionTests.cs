using SchemaRegistry.TopicLog.Files;
using SchemaRegistry.TopicLog.Partitions;
using SchemaRegistry.TopicLog.Records;

namespace SchemaRegistry.TopicLog.Tests.Partitions;

public sealed class PartitionTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Records_get_the_next_offsets_and_are_read_back()
    {
        await using var store = await TestStore.OpenAsync(new MemoryFileSystem());
        var partition = await TestStore.CreateAsync(store);

        var first = await TestStore.AppendDurablyAsync(partition, "a", "b");
        var second = await TestStore.AppendDurablyAsync(partition, "c");

        Assert.Equal((0L, 2L), (first.BaseOffset, second.BaseOffset));
        Assert.Equal([(0, "a"), (1, "b"), (2, "c")], TestStore.ReadAll(partition));
        Assert.Equal([(1, "b"), (2, "c")], TestStore.ReadAll(partition, offset: 1));
    }

    [Fact]
    public async Task Nothing_is_read_before_it_is_on_disk()
    {
        var files = new MemoryFileSystem();
        await using var store = await TestStore.OpenAsync(files);
        var partition = await TestStore.CreateAsync(store);
        var mayPass = new ManualResetEventSlim();
        files.BeforeOperation = operation =>
        {
            if (operation.Kind == FileOperationKind.Sync)
                mayPass.Wait();
        };

        var result = partition.Append(TestStore.Batch("a"));
        var durable = partition.WaitDurableAsync(result.NextOffset, None).AsTask();

        Assert.Empty(TestStore.ReadAll(partition));
        Assert.False(durable.IsCompleted);
        mayPass.Set();
        Assert.Equal(LogError.None, await durable);
        Assert.Single(TestStore.ReadAll(partition));
    }

    [Fact]
    public async Task Appends_that_come_during_an_fsync_share_the_next_one()
    {
        var files = new MemoryFileSystem(keepsJournal: true);
        await using var store = await TestStore.OpenAsync(files);
        var partition = await TestStore.CreateAsync(store);
        await TestStore.AppendDurablyAsync(partition, "warm");
        var before = Syncs(files);
        var mayPass = new ManualResetEventSlim();
        files.BeforeOperation = operation =>
        {
            if (operation.Kind == FileOperationKind.Sync)
                mayPass.Wait();
        };

        var waits = Enumerable.Range(0, 100)
            .Select(index => partition.Append(TestStore.Batch($"{index}")))
            .Select(result => partition.WaitDurableAsync(result.NextOffset, None).AsTask())
            .ToList();
        mayPass.Set();
        await Task.WhenAll(waits);

        Assert.InRange(Syncs(files) - before, 1, 2);

        static int Syncs(MemoryFileSystem files) =>
            files.Journal.Count(operation => operation.Kind == FileOperationKind.Sync);
    }

    [Fact]
    public async Task A_failed_fsync_fails_the_partition_for_good()
    {
        var files = new MemoryFileSystem();
        await using var store = await TestStore.OpenAsync(files);
        var partition = await TestStore.CreateAsync(store);
        var failures = 0;
        files.BeforeOperation = operation =>
        {
            if (operation.Kind == FileOperationKind.Sync && Interlocked.Increment(ref failures) == 1)
                throw new IOException("EIO");
        };

        var result = partition.Append(TestStore.Batch("lost?"));

        Assert.Equal(LogError.StorageFailed, await partition.WaitDurableAsync(result.NextOffset, None));
        Assert.Equal(LogError.StorageFailed, partition.Append(TestStore.Batch("more")).Error);
        Assert.Empty(TestStore.ReadAll(partition));
    }

    [Fact]
    public async Task A_write_that_finds_the_disk_full_appends_nothing_and_the_next_one_may_succeed()
    {
        var files = new MemoryFileSystem();
        await using var store = await TestStore.OpenAsync(files);
        var partition = await TestStore.CreateAsync(store);
        files.BeforeOperation = operation =>
        {
            if (operation.Kind == FileOperationKind.Write)
                throw new IOException("ENOSPC");
        };
        Assert.Equal(LogError.StorageFailed, partition.Append(TestStore.Batch("no")).Error);
        files.BeforeOperation = null;

        await TestStore.AppendDurablyAsync(partition, "yes");

        Assert.Equal([(0, "yes")], TestStore.ReadAll(partition));
    }

    [Fact]
    public async Task A_roll_that_finds_the_disk_full_does_not_make_the_segment_before_it_durable_unsynced()
    {
        const string First = "00000000000000000000.log";
        var files = new MemoryFileSystem(keepsJournal: true);
        await using var store = await TestStore.OpenAsync(files);
        var partition = await TestStore.CreateAsync(store, "t", ("segment.bytes", "1024"));
        var mayPass = new ManualResetEventSlim();
        files.BeforeOperation = operation =>
        {
            if (operation.Kind == FileOperationKind.Sync)
                mayPass.Wait();
            if (operation.Kind == FileOperationKind.Write && !operation.Path.EndsWith(First))
                throw new IOException("ENOSPC");
        };
        while (partition.Append(TestStore.Batch("value")).Error == LogError.None)
        {
        }

        var durable = partition.WaitDurableAsync(partition.LogEnd, None).AsTask();
        mayPass.Set();
        Assert.Equal(LogError.None, await durable);

        var journal = files.Journal.ToList();
        Assert.True(LastOf(FileOperationKind.Sync) > LastOf(FileOperationKind.Write));

        int LastOf(FileOperationKind kind) =>
            journal.FindLastIndex(operation => operation.Kind == kind && operation.Path.EndsWith(First));
    }

    [Fact]
    public async Task A_read_gives_whole_batches_and_at_least_one()
    {
        await using var store = await TestStore.OpenAsync(new MemoryFileSystem());
        var partition = await TestStore.CreateAsync(store);
        for (var index = 0; index < 500; index++)
            partition.Append(TestStore.Batch($"value {index}"));
        await TestStore.AppendDurablyAsync(partition, "last");

        var all = TestStore.ReadAll(partition, step: 1);

        Assert.Equal(Enumerable.Range(0, 501).Select(offset => (long)offset), all.Select(record => record.Offset));
        Assert.Equal("value 321", all[321].Value);
    }

    [Fact]
    public async Task Offsets_outside_the_partition_are_refused_and_its_end_is_empty()
    {
        await using var store = await TestStore.OpenAsync(new MemoryFileSystem());
        var partition = await TestStore.CreateAsync(store);
        await TestStore.AppendDurablyAsync(partition, "a");

        Assert.Equal(LogError.OffsetOutOfRange, partition.Read(-1, 100).Error);
        Assert.Equal(LogError.OffsetOutOfRange, partition.Read(2, 100).Error);
        Assert.True(partition.Read(1, 100).Batches.IsEmpty);
    }

    [Fact]
    public async Task Segments_roll_by_size_and_the_seams_do_not_show()
    {
        var files = new MemoryFileSystem();
        await using var store = await TestStore.OpenAsync(files);
        var partition = await TestStore.CreateAsync(store, "t", ("segment.bytes", "1024"));
        for (var index = 0; index < 100; index++)
            await TestStore.AppendDurablyAsync(partition, $"value {index}");

        Assert.Equal(100, TestStore.ReadAll(partition).Count);
        Assert.Equal(50, TestStore.ReadAll(partition, offset: 50).Count);
        Assert.True(LogFiles(files) > 5);
    }

    [Fact]
    public async Task A_duplicate_of_the_last_five_batches_gets_its_first_offset_again()
    {
        await using var store = await TestStore.OpenAsync(new MemoryFileSystem());
        var partition = await TestStore.CreateAsync(store);
        var batches = Enumerable.Range(0, 6).Select(index => TestStore.Batch(new BatchOrigin(7, 0, index), $"{index}")).ToList();
        foreach (var batch in batches)
            Assert.Equal(LogError.None, partition.Append(batch).Error);

        var duplicate = partition.Append(batches[1]);

        Assert.Equal((LogError.None, 1L, true), (duplicate.Error, duplicate.BaseOffset, duplicate.IsDuplicate));
        Assert.Equal(6, partition.LogEnd);
        Assert.Equal(LogError.OutOfOrderSequence, partition.Append(batches[0]).Error);
    }

    [Theory]
    [InlineData(0, 3, LogError.None)]
    [InlineData(0, 4, LogError.OutOfOrderSequence)]
    [InlineData(1, 0, LogError.None)]
    [InlineData(1, 3, LogError.OutOfOrderSequence)]
    public async Task A_sequence_must_be_the_next_one_or_start_an_epoch(short epoch, int sequence, LogError expected)
    {
        await using var store = await TestStore.OpenAsync(new MemoryFileSystem());
        var partition = await TestStore.CreateAsync(store);
        partition.Append(TestStore.Batch(new BatchOrigin(7, 0, 0), "a", "b", "c"));

        Assert.Equal(expected, partition.Append(TestStore.Batch(new BatchOrigin(7, epoch, sequence), "d")).Error);
    }

    [Fact]
    public async Task An_old_epoch_is_fenced_and_a_sequence_wraps_to_zero()
    {
        await using var store = await TestStore.OpenAsync(new MemoryFileSystem());
        var partition = await TestStore.CreateAsync(store);
        partition.Append(TestStore.Batch(new BatchOrigin(7, 2, int.MaxValue - 1), "a", "b"));

        Assert.Equal(LogError.InvalidProducerEpoch, partition.Append(TestStore.Batch(new BatchOrigin(7, 1, 0), "c")).Error);
        Assert.Equal(LogError.None, partition.Append(TestStore.Batch(new BatchOrigin(7, 2, 0), "c")).Error);
    }

    [Fact]
    public async Task Records_are_found_by_their_time()
    {
        await using var store = await TestStore.OpenAsync(new MemoryFileSystem());
        var partition = await TestStore.CreateAsync(store, "t", ("segment.bytes", "1024"));
        for (var index = 0; index < 200; index++)
            partition.Append(RecordBatchBuilder.Build([TestStore.Record("x", 1000 + (10 * index)), TestStore.Record("y", 1005 + (10 * index))]));
        await partition.WaitDurableAsync(400, None);

        Assert.Equal(new TimestampOffset(0, 1000), partition.FindTimestamp(0));
        Assert.Equal(new TimestampOffset(201, 2005), partition.FindTimestamp(2001));
        Assert.Equal(new TimestampOffset(399, 2995), partition.FindNewest());
        Assert.Null(partition.FindTimestamp(2996));
    }

    [Fact]
    public async Task A_listener_hears_of_what_can_be_read()
    {
        await using var store = await TestStore.OpenAsync(new MemoryFileSystem());
        var partition = await TestStore.CreateAsync(store);
        var listener = new CountingListener();
        partition.AddListener(listener);
        await TestStore.AppendDurablyAsync(partition, "a");
        partition.RemoveListener(listener);
        await TestStore.AppendDurablyAsync(partition, "b");

        Assert.Equal(1, listener.Count);
    }

    private static int LogFiles(MemoryFileSystem files) =>
        files.List($"{TestStore.Folder}/topics/{files.List($"{TestStore.Folder}/topics")[0]}/0").Count(name => name.EndsWith(".log"));

    private sealed class CountingListener : IHighWatermarkListener
    {
        public int Count;

        public void OnAdvanced() => Interlocked.Increment(ref Count);
    }
}
