using System.Text;
using SchemaRegistry.TopicLog.Records;

namespace SchemaRegistry.TopicLog.Tests.Records;

/// <summary>Batches that were made with an independent implementation and decoded by kcat and kafka-python.</summary>
public sealed class GoldenBatchTests
{
    private const string OneRecord =
        "00000000000000000000003a0000000002e99b8dd80000000000000000018bcfe568000000018bcfe56800ffffffffffffffffffffffffffff0000000110000000026b027600";

    private const string TwoRecords =
        "0000000000000000000000470000000002041c58970000000000010000018bcfe568000000018bcfe5680500000000000003e90000000000000000000216000000026101020268023112000a02010678797a00";

    private const string CommitMarker =
        "000000000000000700000042000000000203b9c2ab0030000000000000018bcfe568000000018bcfe5680000000000000003e90000ffffffff000000012000000008000000010c00000000000000";

    [Fact]
    public void The_checksum_of_the_check_string_is_the_published_one()
    {
        Assert.Equal(0xe3069283u, Crc32C.Compute("123456789"u8));
    }

    [Fact]
    public void One_record_is_built_as_the_golden_bytes()
    {
        var batch = RecordBatchBuilder.Build([new LogRecord("k"u8.ToArray(), "v"u8.ToArray(), 1_700_000_000_000)]);

        Assert.Equal(OneRecord, Convert.ToHexStringLower(batch));
    }

    [Fact]
    public void Two_records_of_an_idempotent_producer_are_built_as_the_golden_bytes()
    {
        var first = new LogRecord("a"u8.ToArray(), null, 1_700_000_000_000) { Headers = [new("h", "1"u8.ToArray())] };
        var second = new LogRecord(null, "xyz"u8.ToArray(), 1_700_000_000_005);

        var batch = RecordBatchBuilder.Build([first, second], new BatchOrigin(1001, 0, 0));

        Assert.Equal(TwoRecords, Convert.ToHexStringLower(batch));
    }

    [Fact]
    public void The_golden_records_are_read()
    {
        var bytes = Convert.FromHexString(TwoRecords);
        var header = new BatchHeader(bytes);
        var reader = new RecordReader(bytes.AsSpan(BatchLayout.HeaderSize), header.BaseOffset, header.BaseTimestamp);

        Assert.True(reader.MoveNext());
        Assert.Equal("a", Encoding.UTF8.GetString(reader.Key));
        Assert.False(reader.HasValue);
        Assert.Equal("h", reader.ReadHeaders().Single().Key);
        Assert.True(reader.MoveNext());
        Assert.False(reader.HasKey);
        Assert.Equal("xyz", Encoding.UTF8.GetString(reader.Value));
        Assert.Equal(1_700_000_000_005, reader.Timestamp);
        Assert.False(reader.MoveNext());
        Assert.False(reader.IsCorrupt);
    }

    [Theory]
    [InlineData(OneRecord, LogError.None)]
    [InlineData(TwoRecords, LogError.None)]
    [InlineData(CommitMarker, LogError.InvalidRecord)]
    public void A_client_may_send_data_but_no_markers(string hex, LogError expected)
    {
        Assert.Equal(LogError.None, BatchRules.CheckStored(Convert.FromHexString(hex)));
        Assert.Equal(expected, BatchRules.CheckSubmitted(Convert.FromHexString(hex), LogLimits.DefaultMaxBatchBytes));
    }

    [Fact]
    public void Every_flipped_bit_behind_the_checksum_is_noticed()
    {
        var sound = Convert.FromHexString(TwoRecords);
        for (var bit = BatchLayout.Crc * 8; bit < sound.Length * 8; bit++)
        {
            var flipped = sound.ToArray();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.NotEqual(LogError.None, BatchRules.CheckStored(flipped));
        }
    }

    [Theory]
    [InlineData(CompressionCodec.Gzip)]
    [InlineData(CompressionCodec.Snappy)]
    [InlineData(CompressionCodec.Lz4)]
    [InlineData(CompressionCodec.Zstd)]
    public void Compressed_records_come_back_and_a_bomb_does_not(CompressionCodec codec)
    {
        var records = new byte[100_000];
        var compressed = BatchCompression.Compress(codec, records);

        Assert.Equal(records, BatchCompression.TryDecompress(codec, compressed, 100_000));
        Assert.Null(BatchCompression.TryDecompress(codec, compressed, 99_999));
        Assert.Null(
            BatchCompression.TryDecompress(codec, compressed.AsSpan(0, compressed.Length / 2), 100_000) is { } cut
            && cut.Length == records.Length ? cut : null);
    }

    [Fact]
    public void The_framing_of_xerial_is_read()
    {
        var block = BatchCompression.Compress(CompressionCodec.Snappy, "hello"u8);
        byte[] framed =
        [
            0x82, .. "SNAPPY"u8, 0, 0, 0, 0, 1, 0, 0, 0, 1,
            0, 0, 0, (byte)block.Length, .. block, 0, 0, 0, (byte)block.Length, .. block,
        ];

        Assert.Equal("hellohello"u8.ToArray(), BatchCompression.TryDecompress(CompressionCodec.Snappy, framed, 10));
    }
}
