using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using SchemaRegistry.TopicLog.Compaction;
using SchemaRegistry.TopicLog.Files;
using SchemaRegistry.TopicLog.Records;
using SchemaRegistry.TopicLog.Tests.Handlers;
using SchemaRegistry.TopicLog.Tests.Partitions;

namespace SchemaRegistry.TopicLog.Tests.Compaction;

/// <summary>What compaction must not lose, and what it does when something is in its way.</summary>
public sealed class CompactionSafetyTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task The_last_batch_of_a_producer_is_recognised_though_its_records_are_gone(
        bool stopsCleanly, bool keepsSnapshots)
    {
        await using var topic = await CompactedTopic.CreateAsync();
        topic.Append([CompactedTopic.Record("a", "1", 7)], new BatchOrigin(5, 0, 0));
        topic.Append([CompactedTopic.Record("a", "2", 8), CompactedTopic.Record("b", "2", 8)], new BatchOrigin(5, 0, 1));
        await topic.AppendAsync(("a", "3"), ("b", "3"));
        await topic.RollAsync();

        await topic.CompactAsync();
        var batch = StoredRecord.Batches(topic.Partition)[0];
        await topic.ReopenAsync(stopsCleanly);
        if (!keepsSnapshots)
        {
            foreach (var snapshot in topic.FilesEndingWith(".snapshot"))
                topic.Files.Delete(topic.PathOf(snapshot));
            await topic.ReopenAsync(stopsCleanly: false);
        }

        var header = new BatchHeader(batch);
        Assert.Equal((1, 2, 0), (header.BaseOffset, header.LastOffset, header.RecordCount));
        Assert.Equal((5, 1), (header.ProducerId, header.BaseSequence));
        Assert.Equal(BatchLayout.HeaderSize, batch.Length);
        Assert.Equal(["3 a=3", "4 b=3"], topic.Read());
        var again = topic.Append(
            [CompactedTopic.Record("a", "2", 8), CompactedTopic.Record("b", "2", 8)], new BatchOrigin(5, 0, 1));
        Assert.Equal((true, 1L, 3L), (again.IsDuplicate, again.BaseOffset, again.NextOffset));
        Assert.False(topic.Append([CompactedTopic.Record("a", "4", 9)], new BatchOrigin(5, 0, 3)).IsDuplicate);
    }

    [Fact]
    public async Task An_empty_batch_goes_when_its_producer_has_sent_another()
    {
        await using var topic = await CompactedTopic.CreateAsync();
        topic.Append([CompactedTopic.Record("a", "1", 7)], new BatchOrigin(5, 0, 0));
        await topic.AppendAsync(("a", "2"));
        await topic.RollAsync();
        await topic.CompactAsync();
        Assert.Equal(0, new BatchHeader(StoredRecord.Batches(topic.Partition)[0]).BaseOffset);

        topic.Append([CompactedTopic.Record("b", "1", 7)], new BatchOrigin(5, 0, 1));
        await topic.RollAsync();
        await topic.CompactAsync();

        Assert.Equal(1, new BatchHeader(StoredRecord.Batches(topic.Partition)[0]).BaseOffset);
    }

    [Fact]
    public async Task A_time_is_not_found_in_an_empty_batch()
    {
        await using var topic = await CompactedTopic.CreateAsync();
        topic.Append([CompactedTopic.Record("a", "1", long.MaxValue / 2)], new BatchOrigin(5, 0, 0));
        await topic.AppendAsync(("a", "2"));
        await topic.RollAsync();

        await topic.CompactAsync();

        var newest = topic.Time.GetUtcNow().ToUnixTimeMilliseconds();
        Assert.Equal(new(1, newest), topic.Partition.FindNewest());
        Assert.Equal(new(1, newest), topic.Partition.FindTimestamp(newest));
        Assert.Null(topic.Partition.FindTimestamp(newest + 1));
    }

    [Fact]
    public async Task A_damaged_segment_and_what_follows_stay_and_it_is_said_once()
    {
        var loggers = new ErrorLog();
        await using var topic = await CompactedTopic.CreateAsync(new MemoryFileSystem(), new LogOptions(), loggers);
        await topic.AppendAsync(("a", "1"), ("a", "2"));
        await topic.RollAsync();
        var damaged = topic.Partition.Segments[1];
        await topic.AppendAsync(("b", "1"), ("b", "2"), ("a", "3"));
        await topic.RollAsync();
        using (var file = topic.Files.Open(damaged.Path))
            file.Write([new byte[] { 0xff, 0xff }], BatchLayout.HeaderSize + 5);

        await topic.CompactAsync();
        await topic.CompactAsync();

        Assert.Equal(damaged.BaseOffset, topic.Partition.Checkpoint.CleanEnd);
        Assert.Contains(topic.Partition.Segments, segment => segment == damaged);
        using var file2 = topic.Files.Open(damaged.Path);
        Assert.Equal(damaged.Size, file2.Length);
        var entry = Assert.Single(loggers.Errors);
        Assert.Contains("t-0 is damaged and is not compacted from there on", entry);
        Assert.Equal("1 a=2", topic.Partition.Read(0, 1) is { Error: LogError.None } read ? First(read.Batches) : null);
    }

    [Fact]
    public async Task A_disk_that_is_full_leaves_all_records_and_a_later_round_compacts()
    {
        var files = new MemoryFileSystem();
        await using var topic = await CompactedTopic.CreateAsync(files, new LogOptions(), NullLoggerFactory.Instance);
        await topic.AppendAsync(("a", "1"), ("a", "2"), ("b", "1"));
        await topic.RollAsync();
        FileOperationKind[] kinds =
            [FileOperationKind.Create, FileOperationKind.Write, FileOperationKind.Sync, FileOperationKind.Rename];
        foreach (var kind in kinds)
        {
            files.BeforeOperation = operation =>
            {
                if (operation.Kind == kind && operation.Path.EndsWith("compaction.new"))
                    throw new IOException("ENOSPC");
            };
            topic.Time.Advance(TimeSpan.FromHours(1));
            await topic.CompactAsync();
            Assert.Equal(["0 a=1", "1 a=2", "2 b=1"], topic.Read());
            Assert.Empty(topic.FilesEndingWith(".new"));
        }

        files.BeforeOperation = null;
        topic.Time.Advance(TimeSpan.FromHours(1));
        await topic.CompactAsync();

        Assert.Equal(["1 a=2", "2 b=1"], topic.Read());
    }

    [Fact]
    public async Task Old_files_that_cannot_be_deleted_do_not_count_after_a_restart()
    {
        var files = new MemoryFileSystem();
        await using var topic = await CompactedTopic.CreateAsync(files, new LogOptions(), NullLoggerFactory.Instance);
        await topic.AppendAsync(("a", "1"), ("a", "2"));
        await topic.RollAsync();
        files.BeforeOperation = operation =>
        {
            if (operation.Kind == FileOperationKind.Delete && operation.Path.EndsWith(".log"))
                throw new IOException("EIO");
        };

        await topic.CompactAsync();
        files.BeforeOperation = null;

        Assert.Equal(3, topic.FilesEndingWith(".log").Count);
        Assert.Equal(["1 a=2"], topic.Read());
        await topic.ReopenAsync(stopsCleanly: false);
        Assert.Equal(["1 a=2"], topic.Read());
        Assert.Equal(2, topic.FilesEndingWith(".log").Count);
    }

    [Fact]
    public async Task Readers_and_producers_go_on_beside_compaction()
    {
        await using var topic = await CompactedTopic.CreateAsync();
        var writing = Task.Run(() =>
        {
            for (var index = 0; index < 20_000; index++)
                topic.Append([CompactedTopic.Record($"key {index % 7}", $"{index}", 7)]);
        });
        var reading = Task.Run(() =>
        {
            while (!writing.IsCompleted)
            {
                var records = StoredRecord.ReadAll(topic.Partition);
                Assert.Equal(records.Select(record => record.Offset).Order(), records.Select(record => record.Offset));
                Assert.All(records, record => Assert.Equal(($"key {record.Offset % 7}", $"{record.Offset}"), (record.Key, record.Value)));
            }
        });

        while (!writing.IsCompleted)
            await topic.CompactAsync();
        await Task.WhenAll(writing, reading);
        await topic.Partition.WaitDurableAsync(20_000, None);
        await topic.RollAsync();
        await topic.CompactAsync();

        Assert.Equal(Enumerable.Range(19_993, 7).Select(offset => $"{offset} key {offset % 7}={offset}"), topic.Read());
    }

    [Fact]
    public async Task Records_that_are_deleted_during_compaction_stay_deleted()
    {
        var files = new MemoryFileSystem();
        await using var topic = await CompactedTopic.CreateAsync(files, new LogOptions(), NullLoggerFactory.Instance);
        await topic.AppendAsync(("a", "1"), ("a", "2"), ("b", "1"));
        await topic.RollAsync();
        var end = topic.Partition.Segments[^1].BaseOffset;
        Task<LogError>? deleting = null;
        files.BeforeOperation = operation =>
        {
            if (operation.Kind == FileOperationKind.Sync && operation.Path.EndsWith("compaction.new"))
                deleting ??= topic.Partition.DeleteRecordsAsync(end, None);
        };

        await topic.CompactAsync();

        Assert.Equal(LogError.None, await deleting!);
        Assert.Equal(end, topic.Partition.LogStart);
        await topic.ReopenAsync(stopsCleanly: false);
        Assert.Equal(end, topic.Partition.LogStart);
        Assert.Empty(topic.FilesEndingWith(".new"));
        Assert.Single(topic.FilesEndingWith(".log"));
    }

    /// <summary>
    /// All segments but the first are lost and the end of that one: what is appended then has offsets that compaction
    /// had seen.
    /// </summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Records_at_offsets_that_were_clean_before_a_cut_are_compacted(bool cutsTheFirst)
    {
        await using var topic = await CompactedTopic.CreateAsync();
        for (var key = 0; key < 20; key++)
            await topic.AppendAsync(($"key {key}", new string('x', 200)));
        await topic.CompactAsync();
        var (first, clean) = (topic.Partition.Segments[0], topic.Partition.Checkpoint.CleanEnd);
        await topic.Store.RunAloneAsync(() => { });
        foreach (var name in topic.FilesEndingWith("").Where(name => name != "checkpoint" && !first.Path.EndsWith(name)))
            topic.Files.Delete(topic.PathOf(name));
        using (var file = topic.Files.Open(first.Path))
            file.Truncate(cutsTheFirst ? file.Length - 1 : file.Length);

        await topic.ReopenAsync(stopsCleanly: false);
        var end = topic.Partition.LogEnd;
        Assert.True(end < clean, $"{end} of {clean}");
        Assert.Equal(end, topic.Partition.Checkpoint.CleanEnd);
        await topic.ReopenAsync(stopsCleanly: false);
        Assert.Equal(end, topic.Partition.Checkpoint.CleanEnd);
        await topic.AppendAsync(("a", "1"), ("a", "2"));
        await topic.RollAsync();
        await topic.CompactAsync();

        Assert.Equal($"{end + 1} a=2", topic.Read()[^1]);
        Assert.DoesNotContain($"{end} a=1", topic.Read());
    }

    [Fact]
    public async Task Batches_that_shrank_more_than_a_client_may_send_are_compacted_when_they_are_there()
    {
        var loggers = new ErrorLog();
        await using var topic = await CompactedTopic.CreateAsync(
            new MemoryFileSystem(), new LogOptions(), loggers, ("cleanup.policy", "delete"));

        // 20 MiB of one letter are some 2 KiB as zstd: a ten-thousandth, where a client may send a hundredth.
        var large = new string('x', 20 * 1024 * 1024);
        topic.Append(
            [CompactedTopic.Record("a", large, TestStore.Time), CompactedTopic.Record("b", "1", TestStore.Time + 1)],
            codec: CompressionCodec.Zstd);
        await topic.AppendAsync(("a", "2"));
        await topic.RollAsync();
        await topic.ChangeConfigAsync(
            ("cleanup.policy", "compact"), ("segment.bytes", "1024"), ("min.cleanable.dirty.ratio", "0"));
        Assert.Equal(new(1, TestStore.Time + 1), topic.Partition.FindTimestamp(TestStore.Time + 1));

        await topic.CompactAsync();

        Assert.Empty(loggers.Errors);
        Assert.Equal(["1 b=1", "2 a=2"], topic.Read());
    }

    [Fact]
    public void A_batch_that_would_become_larger_than_any_may_be_stays_as_it_is()
    {
        LogRecord[] records = [CompactedTopic.Record("a", "1", 7), CompactedTopic.Record("b", "2", 7)];
        var batch = RecordBatchBuilder.Build([.. records, CompactedTopic.Record("c", null, 7)]);
        var keys = new KeyOffsets();
        keys.Note("a"u8, 100);
        var rules = new CleaningRules(keys, 200, 0, 0, new Dictionary<long, long>());

        var fits = new BatchCleaner(rules);
        Assert.Equal(Cleaning.Rewritten, fits.Clean(batch, out _));
        var isTooLarge = new BatchCleaner(rules with { MaxBatchBytes = fits.Rewritten.Length - 1 });

        Assert.Equal(Cleaning.Kept, isTooLarge.Clean(batch, out var problem));
        Assert.Null(problem);
        Assert.Null(isTooLarge.NextHorizon);
    }

    /// <summary>The commit marker of the specification's golden vectors: offset 7, producer 1001.</summary>
    [Fact]
    public void A_control_batch_stays_as_it_is()
    {
        var marker = Convert.FromHexString(
            "000000000000000700000042000000000203b9c2ab0030000000000000018bcfe568000000018bcfe568000000" +
            "0000000003e90000ffffffff000000012000000008000000010c00000000000000");
        var keys = new KeyOffsets();
        keys.Note([0, 0, 0, 1], 100);
        var cleaner = new BatchCleaner(new CleaningRules(keys, 200, 0, 0, new Dictionary<long, long>()));

        var cleaning = cleaner.Clean(marker, out var problem);

        Assert.Equal((Cleaning.Kept, null), (cleaning, problem));
    }

    private static string First(ReadOnlyMemory<byte> batches)
    {
        var header = new BatchHeader(batches.Span);
        var reader = new RecordReader(
            batches.Span[BatchLayout.HeaderSize..(int)header.TotalSize], header.BaseOffset, header.BaseTimestamp);
        Assert.True(reader.MoveNext());
        return $"{reader.Offset} {System.Text.Encoding.UTF8.GetString(reader.Key)}={System.Text.Encoding.UTF8.GetString(reader.Value)}";
    }
}
