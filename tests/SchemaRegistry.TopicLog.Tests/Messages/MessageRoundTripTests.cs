using System.Text.Json;
using CsCheck;

namespace SchemaRegistry.TopicLog.Tests.Messages;

public sealed class MessageRoundTripTests
{
    private const int Samples = 40;

    public static TheoryData<string, short> EachVersion() => KnownMessages.EachVersion();

    [Theory]
    [MemberData(nameof(EachVersion))]
    public void What_was_written_reads_back_the_same(string name, short version)
    {
        RandomMessage.Of(KnownMessages.Schema(name), version).Sample(
            message =>
            {
                var bytes = KnownMessages.Encode(message, version);

                var read = KnownMessages.Decode(name, bytes, version);

                Assert.Equal(Text(message), Text(read));
                Assert.Equal(bytes, KnownMessages.Encode(read, version));
            },
            iter: Samples, threads: 1);
    }

    private static string Text(object message) => JsonSerializer.Serialize(message, message.GetType());
}
