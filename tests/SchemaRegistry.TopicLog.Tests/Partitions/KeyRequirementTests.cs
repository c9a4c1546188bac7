using SchemaRegistry.TopicLog.Files;
using SchemaRegistry.TopicLog.Records;

namespace SchemaRegistry.TopicLog.Tests.Partitions;

public sealed class KeyRequirementTests
{
    [Theory]
    [InlineData(CompressionCodec.None)]
    [InlineData(CompressionCodec.Gzip)]
    [InlineData(CompressionCodec.Snappy)]
    [InlineData(CompressionCodec.Lz4)]
    [InlineData(CompressionCodec.Zstd)]
    public async Task A_compacted_topic_refuses_a_batch_with_a_record_without_key(CompressionCodec codec)
    {
        await using var store = await TestStore.OpenAsync(new MemoryFileSystem());
        var partition = await TestStore.CreateAsync(store, "t", ("cleanup.policy", "compact"));
        LogRecord[] records = [Record("first"u8.ToArray()), Record(null), Record([]), Record(null)];

        var result = partition.Append(RecordBatchBuilder.Build(records, codec: codec));

        Assert.Equal(LogError.InvalidRecord, result.Error);
        Assert.Equal([1, 3], result.RecordsWithoutKey);
        Assert.Equal(0, partition.LogEnd);
        Assert.Equal(LogError.None, partition.Append(RecordBatchBuilder.Build([records[0], records[2]])).Error);
    }

    [Fact]
    public async Task Only_so_many_records_without_key_are_named()
    {
        await using var store = await TestStore.OpenAsync(new MemoryFileSystem());
        var partition = await TestStore.CreateAsync(store, "t", ("cleanup.policy", "compact"));

        var result = partition.Append(RecordBatchBuilder.Build([.. Enumerable.Repeat(Record(null), 1000)]));

        Assert.Equal(Enumerable.Range(0, LogLimits.MaxNamedRecords), result.RecordsWithoutKey);
    }

    [Theory]
    [InlineData(CompressionCodec.Gzip)]
    [InlineData(CompressionCodec.Zstd)]
    public async Task A_batch_that_decompresses_to_too_much_or_to_other_records_is_refused(CompressionCodec codec)
    {
        await using var store = await TestStore.OpenAsync(new MemoryFileSystem());
        var partition = await TestStore.CreateAsync(
            store, "t", ("cleanup.policy", "compact"), ("max.message.bytes", $"{LogLimits.MaxBatchBytes}"));
        var bomb = new LogRecord("bomb"u8.ToArray(), new byte[LogLimits.MaxDecompressedBytes], TestStore.Time);
        var other = RecordBatchBuilder.Build([Record([1]), Record([2])], codec: codec);
        other[BatchLayout.LastOffsetDelta + 3] = 2;
        other[BatchLayout.RecordCount + 3] = 3;
        RecordBatchBuilder.Seal(other);

        Assert.Equal(LogError.InvalidRecord, partition.Append(RecordBatchBuilder.Build([bomb], codec: codec)).Error);
        Assert.Equal(LogError.InvalidRecord, partition.Append(other).Error);
        Assert.Equal(0, partition.LogEnd);
    }

    private static LogRecord Record(byte[]? key)
    {
        // No conditional expression: a null array converts to an empty memory, which is not the same as none.
        ReadOnlyMemory<byte>? present = null;
        if (key is not null)
            present = key;
        return new LogRecord(present, "value"u8.ToArray(), TestStore.Time);
    }
}
