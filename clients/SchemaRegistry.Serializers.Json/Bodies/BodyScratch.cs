using System.Buffers;
using System.Text.Json;

namespace SchemaRegistry.Serializers.Json.Bodies;

/// <summary>
/// The working memory of one thread. It is taken while in use, so that a serializer called from within another gets its
/// own.
/// </summary>
internal sealed class BodyScratch
{
    /// <summary>Bytes of working memory that a thread keeps for the next value.</summary>
    private const int MaxKeptBytes = 1024 * 1024;

    [ThreadStatic]
    private static BodyScratch? _free;

    private JsonWriterOptions _options;

    private BodyScratch(JsonWriterOptions options)
    {
        _options = options;
        Writer = new Utf8JsonWriter(Buffer, options);
    }

    public ArrayBufferWriter<byte> Buffer { get; } = new();

    public Utf8JsonWriter Writer { get; private set; }

    public static BodyScratch Take(JsonWriterOptions options)
    {
        var scratch = _free ?? new BodyScratch(options);
        _free = null;
        scratch.Buffer.ResetWrittenCount();
        if (AreSame(scratch._options, options))
            scratch.Writer.Reset();
        else
        {
            scratch._options = options;
            scratch.Writer = new Utf8JsonWriter(scratch.Buffer, options);
        }

        return scratch;
    }

    public static void GiveBack(BodyScratch scratch)
    {
        if (scratch.Buffer.Capacity <= MaxKeptBytes)
            _free = scratch;
    }

    private static bool AreSame(in JsonWriterOptions one, in JsonWriterOptions other) =>
        ReferenceEquals(one.Encoder, other.Encoder)
        && one.Indented == other.Indented
        && one.MaxDepth == other.MaxDepth;
}
