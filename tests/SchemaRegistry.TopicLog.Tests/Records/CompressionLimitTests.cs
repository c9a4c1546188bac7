using CsCheck;
using SchemaRegistry.TopicLog.Records;

namespace SchemaRegistry.TopicLog.Tests.Records;

/// <summary>
/// What a batch may become when it is decompressed, and what bytes that are no such stream cost.
/// </summary>
public sealed class CompressionLimitTests
{
    private const int MiB = 1024 * 1024;

    // Pooled memory doubles until it holds what is allowed, is copied once at the end, and a decoder has its own.
    private const long AllocatedPerAllowedByte = 4;
    private const long AllocatedByDecoder = 20 * MiB;

    [Theory]
    [InlineData(CompressionCodec.Gzip)]
    [InlineData(CompressionCodec.Lz4)]
    [InlineData(CompressionCodec.Zstd)]
    public void A_small_batch_that_would_become_huge_is_refused_before_it_does(CompressionCodec codec)
    {
        // 64 MiB of zeros are 64 KiB as gzip, 257 KiB as lz4, 2 to 6 KiB as zstd: all less than a hundredth.
        var bomb = BatchCompression.Compress(codec, new byte[64 * MiB]);
        Assert.True(bomb.Length < 64 * MiB / LogLimits.MaxDecompressionRatio, $"{bomb.Length} bytes");
        var before = GC.GetAllocatedBytesForCurrentThread();

        var allowed = BatchCompression.MaxSubmittedBytes(bomb.Length);
        var records = BatchCompression.TryDecompress(codec, bomb, allowed);

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Null(records);
        Assert.True(allocated <= AllocatedByDecoder + (AllocatedPerAllowedByte * allowed), $"{allocated} bytes");
    }

    [Theory]
    [InlineData(CompressionCodec.Gzip)]
    [InlineData(CompressionCodec.Snappy)]
    [InlineData(CompressionCodec.Lz4)]
    [InlineData(CompressionCodec.Zstd)]
    public void Equal_records_pass_whatever_their_ratio_up_to_sixteen_MiB(CompressionCodec codec)
    {
        var zeros = BatchCompression.Compress(codec, new byte[16 * MiB]);

        var records = BatchCompression.TryDecompress(codec, zeros, BatchCompression.MaxSubmittedBytes(zeros.Length));

        Assert.Equal(16 * MiB, records?.Length);
    }

    [Theory]
    [InlineData(CompressionCodec.Gzip)]
    [InlineData(CompressionCodec.Snappy)]
    [InlineData(CompressionCodec.Lz4)]
    [InlineData(CompressionCodec.Zstd)]
    public void Large_batches_pass_when_they_shrink_as_records_do(CompressionCodec codec)
    {
        // Eight random bytes in each 256, so that no codec gets below a thirty-second.
        var random = new Random(1);
        var original = new byte[20 * MiB];
        for (var at = 0; at < original.Length; at += 256)
            random.NextBytes(original.AsSpan(at, 8));
        var compressed = BatchCompression.Compress(codec, original);

        var records = BatchCompression.TryDecompress(
            codec, compressed, BatchCompression.MaxSubmittedBytes(compressed.Length));

        Assert.Equal(original.Length, records?.Length);
        Assert.True(records.AsSpan().SequenceEqual(original));
    }

    /// <summary>A hundred times the size, but 16 MiB at least and 128 MiB at most.</summary>
    [Theory]
    [InlineData(0, 16_777_216)]
    [InlineData(167_772, 16_777_216)]
    [InlineData(200_000, 20_000_000)]
    [InlineData(2_000_000, 134_217_728)]
    [InlineData(104_857_600, 134_217_728)]
    public void A_batch_of_a_client_may_grow_by_its_size(int compressed, int expected) =>
        Assert.Equal(expected, BatchCompression.MaxSubmittedBytes(compressed));

    [Fact]
    public void A_snappy_block_that_claims_more_than_it_can_hold_allocates_nothing()
    {
        // Varint 16777216, then a literal of one byte.
        byte[] block = [0x80, 0x80, 0x80, 0x08, 0x00, 0x41];
        var before = GC.GetAllocatedBytesForCurrentThread();

        var records = BatchCompression.TryDecompress(
            CompressionCodec.Snappy, block, LogLimits.MaxDecompressedBytes);

        Assert.Null(records);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 64 * 1024);
    }

    [Theory]
    [InlineData(CompressionCodec.Gzip)]
    [InlineData(CompressionCodec.Snappy)]
    [InlineData(CompressionCodec.Lz4)]
    [InlineData(CompressionCodec.Zstd)]
    public void Damaged_streams_end_in_records_or_in_none(CompressionCodec codec)
    {
        const int MaxBytes = 64 * 1024;
        Gen.Int.Sample(
            seed =>
            {
                var random = new Random(seed);
                var damaged = Fuzzing.Damage(BatchCompression.Compress(codec, Sample(random)), random);
                var before = GC.GetAllocatedBytesForCurrentThread();

                var records = BatchCompression.TryDecompress(codec, damaged, MaxBytes);

                var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
                Assert.True((records?.Length ?? 0) <= MaxBytes);
                Assert.True(
                    allocated <= AllocatedByDecoder + (AllocatedPerAllowedByte * MaxBytes),
                    $"{allocated} bytes for {Convert.ToHexString(damaged)}");
            },
            iter: Fuzzing.Iterations(400), threads: 1);
    }

    private static byte[] Sample(Random random)
    {
        var bytes = new byte[random.Next(1, 3000)];
        random.NextBytes(bytes.AsSpan(0, random.Next(bytes.Length)));
        return bytes;
    }
}
