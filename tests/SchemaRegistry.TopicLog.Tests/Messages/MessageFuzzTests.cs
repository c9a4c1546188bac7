using CsCheck;
using SchemaRegistry.Kafka.Wire;

namespace SchemaRegistry.TopicLog.Tests.Messages;

public sealed class MessageFuzzTests
{
    private const int Samples = 150;

    // An element of two bytes can become an object of about 60 and a reference of 8; texts double.
    private const long AllocatedPerByte = 48;
    private const long AllocatedAnyway = 16 * 1024;

    public static TheoryData<string, short> EachVersion() => KnownMessages.EachVersion();

    [Theory]
    [MemberData(nameof(EachVersion))]
    public void Cut_and_flipped_bytes_end_in_a_message_or_in_a_format_error(string name, short version)
    {
        var schema = KnownMessages.Schema(name);
        Gen.Int.Sample(
            seed =>
            {
                var random = new Random(seed);
                var bytes = Damage(
                    KnownMessages.Encode(new RandomMessage(random, schema, version).Make(), version), random);
                var before = GC.GetAllocatedBytesForCurrentThread();

                Read(name, bytes, version);

                var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
                Assert.True(
                    allocated <= AllocatedAnyway + (AllocatedPerByte * bytes.Length),
                    $"{allocated} bytes allocated for {bytes.Length}: {Convert.ToHexString(bytes)}");
            },
            iter: Fuzzing.Iterations(Samples), threads: 1);
    }

    [Fact]
    public void A_count_that_the_bytes_left_cannot_hold_allocates_nothing()
    {
        // Metadata v1: int32 count of topics, then nothing.
        byte[] bytes = [0x7F, 0xFF, 0xFF, 0xFF];

        var problem = Assert.Throws<WireFormatException>(() => KnownMessages.Decode("MetadataRequest", bytes, 1));

        Assert.Contains("Count 2147483647 at byte 0", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_array_elements_than_a_request_may_have_are_refused()
    {
        // DeleteTopics v1 with 300000 empty names of two bytes each, which do fit into the frame.
        var bytes = new byte[4 + (300_000 * 2) + 4];
        new byte[] { 0x00, 0x04, 0x93, 0xE0 }.CopyTo(bytes, 0);

        var problem = Assert.Throws<WireFormatException>(() => KnownMessages.Decode("DeleteTopicsRequest", bytes, 1));

        Assert.Contains("more than 250000 array elements", problem.Message, StringComparison.Ordinal);
    }

    private static byte[] Damage(byte[] bytes, Random random)
    {
        if (bytes.Length == 0)
            return bytes;

        for (var flips = random.Next(4); flips > 0; flips--)
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));

        return random.Next(2) == 0 ? bytes : bytes[..random.Next(bytes.Length)];
    }

    private static void Read(string name, byte[] bytes, short version)
    {
        try
        {
            KnownMessages.Decode(name, bytes, version);
        }
        catch (WireFormatException)
        {
            // What a connection closes on.
        }
        catch (Xunit.Sdk.EqualException)
        {
            // Bytes were left over; the broker ignores them as Kafka does.
        }
    }
}
