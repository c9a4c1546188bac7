using System.Buffers.Binary;
using CsCheck;
using SchemaRegistry.TopicLog.Records;

namespace SchemaRegistry.TopicLog.Tests.Records;

/// <summary>Batches and records with damage that a checksum finds, and with damage that it does not.</summary>
public sealed class BatchFuzzTests
{
    [Fact]
    public void A_damaged_batch_is_refused_or_is_what_it_was()
    {
        Gen.Int.Sample(
            seed =>
            {
                var random = new Random(seed);
                var batch = Batch(random);
                var damaged = Fuzzing.Damage(batch, random);
                var before = GC.GetAllocatedBytesForCurrentThread();

                var error = BatchRules.CheckSubmitted(damaged, LogLimits.DefaultMaxBatchBytes);

                Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

                // The checksum leaves out the leader epoch (bytes 12 to 15), which the log writes itself.
                batch.AsSpan(12, 4).Clear();
                if (damaged.Length >= BatchLayout.HeaderSize)
                    damaged.AsSpan(12, 4).Clear();
                Assert.Equal(damaged.AsSpan().SequenceEqual(batch), error == LogError.None);
            },
            iter: Fuzzing.Iterations(5000), threads: 1);
    }

    [Fact]
    public void A_batch_whose_checksum_was_made_to_fit_the_damage_is_walked_to_an_answer()
    {
        Gen.Int.Sample(
            seed =>
            {
                var random = new Random(seed);
                var damaged = Fuzzing.Damage(Batch(random), random);
                if (damaged.Length < BatchLayout.HeaderSize)
                    return;
                MakeSound(damaged);
                var before = GC.GetAllocatedBytesForCurrentThread();

                var error = BatchRules.CheckSubmitted(damaged, LogLimits.DefaultMaxBatchBytes);
                var walked = Walk(damaged);

                Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
                if (error == LogError.None && new BatchHeader(damaged).Codec == CompressionCodec.None)
                    Assert.Equal(new BatchHeader(damaged).RecordCount, walked);
            },
            iter: Fuzzing.Iterations(5000), threads: 1);
    }

    [Theory]
    [InlineData("8EFFFFFFFFFFFFFFFF01", "a length of many bytes")]
    [InlineData("FFFFFFFFFFFFFFFFFFFFFF", "a varint without an end")]
    [InlineData("01", "a length of -1")]
    [InlineData("00", "a record of no bytes")]
    [InlineData("0E000000FEFFFFFF0F0100", "a key longer than the record")]
    [InlineData("0C0000000101FE", "more headers than there are bytes")]
    [InlineData("0E000000010102" + "01", "a header without a name")]
    public void A_hostile_length_in_a_record_ends_the_walk(string hex, string what)
    {
        var reader = new RecordReader(Convert.FromHexString(hex), 0, 0);

        Assert.False(reader.MoveNext(), what);
        Assert.True(reader.IsCorrupt, what);
    }

    private static byte[] Batch(Random random)
    {
        var records = new LogRecord[random.Next(1, 5)];
        for (var index = 0; index < records.Length; index++)
            records[index] = new LogRecord(random.Next(3) == 0 ? null : Bytes(random), Bytes(random), random.Next());
        return RecordBatchBuilder.Build(records);
    }

    private static byte[] Bytes(Random random)
    {
        var bytes = new byte[random.Next(200)];
        random.NextBytes(bytes);
        return bytes;
    }

    /// <summary>Length and checksum as someone would send them who wants to get past both.</summary>
    private static void MakeSound(byte[] batch)
    {
        var length = batch.Length - BatchLayout.BeforeLength;
        BinaryPrimitives.WriteInt32BigEndian(batch.AsSpan(BatchLayout.Length), length);
        batch[BatchLayout.Magic] = BatchLayout.CurrentMagic;
        RecordBatchBuilder.Seal(batch);
    }

    private static int Walk(ReadOnlySpan<byte> batch)
    {
        var reader = new RecordReader(batch[BatchLayout.HeaderSize..], 0, 0);
        var count = 0;
        while (reader.MoveNext())
            count++;
        return count;
    }
}
