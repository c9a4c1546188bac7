using System.Buffers;
using SchemaRegistry.Kafka.Wire;

namespace SchemaRegistry.TopicLog.Tests.Messages;

/// <summary>The bytes of a message without the frame's length.</summary>
internal static class WireBytes
{
    public static byte[] Of<T>(T message, short version)
        where T : class, IWireStruct<T>
    {
        using var frame = new FrameBuffer(initialCapacity: 16);
        var writer = new WireWriter(frame);
        message.Write(ref writer, version);
        return Of(frame)[4..];
    }

    public static byte[] Of(FrameBuffer frame)
    {
        var bytes = new ArrayBufferWriter<byte>();
        for (var index = 0; index < frame.PartCount; index++)
            bytes.Write(frame.Part(index).Span);

        return bytes.WrittenSpan.ToArray();
    }
}
