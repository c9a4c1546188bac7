using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.Protobuf.Encoding;

namespace SchemaRegistry.Formats.Protobuf.Compatibility.Witnesses;

/// <summary>
/// Data of one message of the writer, encoded and then read with the reader's schema. The reader takes its own message
/// of the same name; the package does not count, as it does not in the data.
/// </summary>
internal sealed class Exchange
{
    private static readonly JsonSerializerOptions DeepOptions = new() { MaxDepth = ProtobufDataLimits.LargestMaxDepth };

    private static readonly JsonDocumentOptions DeepJson = new() { MaxDepth = 2 * ProtobufDataLimits.LargestMaxDepth };

    private readonly LinkedTypes _writer;
    private readonly LinkedTypes _reader;
    private readonly LinkedMessage _written;
    private readonly LinkedMessage _read;
    private readonly ProtobufJsonEncoder _encoder;
    private readonly ProtobufJsonDecoder _writerDecoder;
    private readonly ProtobufJsonDecoder _readerDecoder;

    private Exchange(
        (LinkedTypes Types, LinkedMessage Message, ProtobufMessageType Codec) writer,
        (LinkedTypes Types, LinkedMessage Message, ProtobufMessageType Codec) reader)
    {
        (_writer, _written, _) = writer;
        (_reader, _read, _) = reader;
        _encoder = new ProtobufJsonEncoder(writer.Codec);
        _writerDecoder = new ProtobufJsonDecoder(writer.Codec);
        _readerDecoder = new ProtobufJsonDecoder(reader.Codec);
    }

    /// <summary>Null when the reader has no such message, or one of the two can not be encoded.</summary>
    public static Exchange? Of(LinkedTypes writer, LinkedTypes reader, LinkedMessage message) =>
        FindReader(writer, reader, message) is { } read
        && writer.TryGetCodec(message, out var codec)
        && reader.TryGetCodec(read, out var readCodec)
            ? new Exchange((writer, message, codec), (reader, read, readCodec))
            : null;

    /// <summary>The reader's message for data of one of the writer's own messages.</summary>
    public static LinkedMessage? FindReader(LinkedTypes writer, LinkedTypes reader, LinkedMessage message)
    {
        var local = message.FullName[writer.FindScope(null)!.Length..];
        return reader.FindMessage(reader.FindScope(null) + local) ?? reader.FindMessage(message.FullName);
    }

    /// <summary>Encodes a value; null when it is none of the message, or too large.</summary>
    public byte[]? Encode(JsonNode value, int maxBytes)
    {
        var output = new ArrayBufferWriter<byte>();
        var json = System.Text.Encoding.UTF8.GetBytes(value.ToJsonString(DeepOptions));
        return _encoder.Encode(json, output) is null && output.WrittenCount <= maxBytes
            ? output.WrittenSpan.ToArray()
            : null;
    }

    /// <summary>The reader's message.</summary>
    public LinkedMessage ReaderMessage => _read;

    /// <summary>What becomes of a payload.</summary>
    public Outcome Read(byte[] payload)
    {
        var (json, _) = Decode(_writerDecoder, payload);
        if (json is null)
            return Outcome.Fine;
        var (read, problem) = Decode(_readerDecoder, payload);
        if (read is null)
            return new Outcome(json, WitnessOutcome.Rejected, $"{_read.FullName}: {problem}", problem!.Path, []);

        using var written = JsonDocument.Parse(json, DeepJson);
        using var seen = JsonDocument.Parse(read, DeepJson);
        if (written.RootElement.ValueKind != JsonValueKind.Object || seen.RootElement.ValueKind != JsonValueKind.Object)
            return Outcome.Fine;
        var differences = new DataComparison(_reader).Find(
            new DataReader(_writer).Read(written.RootElement, _written),
            new DataReader(_reader).Read(seen.RootElement, _read),
            _read).ToList();
        return differences.Count == 0
            ? Outcome.Fine
            : new Outcome(json, WitnessOutcome.Misread, $"{_read.FullName}: {read}", "", differences);
    }

    private static (string? Json, ProtobufDataProblem? Problem) Decode(ProtobufJsonDecoder decoder, byte[] payload)
    {
        var output = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(output);
        if (decoder.Decode(payload, writer) is { } problem)
            return (null, problem);
        writer.Flush();
        return (System.Text.Encoding.UTF8.GetString(output.WrittenSpan), null);
    }
}
