using CsCheck;
using SchemaRegistry.TestKit;

namespace SchemaRegistry.TopicLog.Tests.Messages;

public sealed class ReferenceCodecTests
{
    private const int Samples = 30;

    public static TheoryData<string, short> EachVersion() => KnownMessages.EachVersion();

    [Theory]
    [MemberData(nameof(EachVersion))]
    public void Bytes_of_an_independent_codec_are_read_and_written_back_unchanged(string name, short version)
    {
        var reference = ReferenceField.Load(SharedReference.PathOrSkip($"spec/kafka-messages/{name}.json"));
        var fields = ReferenceField.Of(reference, version);
        var isFlexible = KnownMessages.Schema(name).IsFlexibleAt(version);

        Gen.Int.Sample(
            seed =>
            {
                var bytes = ReferenceEncoder.Encode(fields, isFlexible, seed);

                var message = KnownMessages.Decode(name, bytes, version);

                Assert.Equal(Convert.ToHexString(bytes), Convert.ToHexString(KnownMessages.Encode(message, version)));
            },
            iter: Samples, threads: 1);
    }
}
