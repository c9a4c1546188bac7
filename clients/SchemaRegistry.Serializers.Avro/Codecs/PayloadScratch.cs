using System.Buffers;
using Avro.IO;

namespace SchemaRegistry.Serializers.Avro.Codecs;

/// <summary>
/// The working memory of one thread: a buffer, and the stream, encoder and decoder through which Apache.Avro works on
/// it. It is taken while in use, so that a serializer called from within another gets its own.
/// </summary>
internal sealed class PayloadScratch
{
    [ThreadStatic]
    private static PayloadScratch? _free;

    private PayloadScratch()
    {
        Stream = new BufferStream(Buffer);
        Encoder = new BinaryEncoder(Stream);
        Decoder = new BinaryDecoder(Stream);
    }

    public ArrayBufferWriter<byte> Buffer { get; } = new();

    /// <summary>What the buffer holds, as another schema has it.</summary>
    public ArrayBufferWriter<byte> Transcoded { get; } = new();

    public BufferStream Stream { get; }

    public BinaryEncoder Encoder { get; }

    public BinaryDecoder Decoder { get; }

    public static PayloadScratch Take()
    {
        var scratch = _free ?? new PayloadScratch();
        _free = null;
        scratch.Buffer.ResetWrittenCount();
        scratch.Transcoded.ResetWrittenCount();
        scratch.Stream.Rewind();
        return scratch;
    }

    public static void GiveBack(PayloadScratch scratch)
    {
        if (scratch.Buffer.Capacity + scratch.Transcoded.Capacity <= SerializerLimits.MaxKeptScratchBytes)
            _free = scratch;
    }
}
