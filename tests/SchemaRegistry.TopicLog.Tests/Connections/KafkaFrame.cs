using Microsoft.Extensions.Time.Testing;
using SchemaRegistry.Kafka.Connections;

namespace SchemaRegistry.TopicLog.Tests.Connections;

/// <summary>Frames and a watch that never fires, for tests of the frame reader.</summary>
internal static class KafkaFrame
{
    public const int LargerThanFirstRent = 3_000_000;

    public static byte[] Filled(int size)
    {
        var bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        return bytes;
    }

    public static IdleWatch NoWatch() => new(new FakeTimeProvider(), TimeSpan.FromHours(1), () => { });
}
