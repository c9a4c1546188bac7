using System.Buffers;
using SchemaRegistry.Client;
using SchemaRegistry.Formats.Avro;
using SchemaRegistry.Formats.Avro.Encoding;

namespace SchemaRegistry.Serializers.Avro.Codecs;

/// <summary>Turns data of the value's own schema into data of the registered one. Any thread may use it.</summary>
internal sealed class BodyWriter
{
    private readonly AvroTranscoder? _transcoder;

    /// <exception cref="PayloadException">The registered schema can not hold such values.</exception>
    public BodyWriter(AvroParsedSchema declared, AvroParsedSchema target)
    {
        if (AvroLayout.AreSame(declared.Root, target.Root))
            return;
        SchemaMatch.ThrowIfUnreadable(target, declared, "The registered schema can not hold the value's schema");
        _transcoder = new AvroTranscoder(declared.Root, target.Root);
    }

    /// <summary>Writes the prefix and what the scratch holds, or nothing.</summary>
    /// <exception cref="PayloadException">The value does not fit the registered schema.</exception>
    public void Write(ReadOnlySpan<byte> prefix, PayloadScratch scratch, IBufferWriter<byte> output)
    {
        var body = Transcode(scratch);
        output.Write(prefix);
        output.Write(body);
    }

    /// <summary>The body itself: in the scratch, until that is given back.</summary>
    public ReadOnlySpan<byte> Transcode(PayloadScratch scratch)
    {
        if (_transcoder is null)
            return scratch.Buffer.WrittenSpan;
        if (_transcoder.Transcode(scratch.Buffer.WrittenSpan, scratch.Transcoded, out _) is { } problem)
            throw new PayloadException($"The value does not fit the registered schema, at {problem}.");
        return scratch.Transcoded.WrittenSpan;
    }
}
