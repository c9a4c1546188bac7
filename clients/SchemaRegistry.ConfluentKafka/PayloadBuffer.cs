using System.Buffers;

namespace SchemaRegistry.ConfluentKafka;

/// <summary>
/// One buffer per thread, so that a payload costs one array: the one that Confluent.Kafka takes. A buffer that grew
/// beyond <see cref="MaxKeptBytes"/> is not kept.
/// </summary>
internal static class PayloadBuffer
{
    private const int MaxKeptBytes = 1024 * 1024;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _kept;

    /// <summary>An empty buffer, the caller's until it is given back.</summary>
    public static ArrayBufferWriter<byte> Take()
    {
        var buffer = _kept ?? new ArrayBufferWriter<byte>(1024);
        _kept = null;
        return buffer;
    }

    public static void GiveBack(ArrayBufferWriter<byte> buffer)
    {
        if (buffer.Capacity > MaxKeptBytes)
            return;
        buffer.ResetWrittenCount();
        _kept = buffer;
    }
}
