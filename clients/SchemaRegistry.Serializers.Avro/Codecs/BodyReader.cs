using System.Buffers;
using SchemaRegistry.Client;
using SchemaRegistry.Formats.Avro;
using SchemaRegistry.Formats.Avro.Encoding;

namespace SchemaRegistry.Serializers.Avro.Codecs;

/// <summary>
/// Checks a body against the writer's schema and turns it into data of the reader's schema, so that what reads it
/// next may trust it. Whether the reader's schema can take the data is decided by each value, as the Avro
/// specification has it: a branch that the reader lacks is an error only where it comes. Made once per pair of
/// schemas; any thread may use it.
/// </summary>
internal sealed class BodyReader
{
    private readonly AvroDataCheck? _check;
    private readonly AvroTranscoder? _transcoder;
    private readonly TrailingBytes _trailingBytes;

    public BodyReader(AvroParsedSchema writer, AvroParsedSchema reader, TrailingBytes trailingBytes)
    {
        _trailingBytes = trailingBytes;
        if (AvroLayout.AreSame(writer.Root, reader.Root))
            _check = new AvroDataCheck(writer.Root);
        else
            _transcoder = new AvroTranscoder(writer.Root, reader.Root);
    }

    /// <summary>Appends the checked data to the output.</summary>
    /// <exception cref="PayloadException">The body is no data of the writer's schema.</exception>
    public void Read(ReadOnlySpan<byte> body, IBufferWriter<byte> output)
    {
        int consumed;
        var problem = _transcoder is null
            ? _check!.Check(body, out consumed)
            : _transcoder.Transcode(body, output, out consumed);
        if (problem is not null)
            throw new PayloadException($"The payload does not fit its schema, at {problem}.");
        if (_trailingBytes == TrailingBytes.Refuse && consumed < body.Length)
            throw new PayloadException($"{body.Length - consumed} bytes follow the value in the payload.");
        if (_transcoder is null)
            output.Write(body[..consumed]);
    }
}
