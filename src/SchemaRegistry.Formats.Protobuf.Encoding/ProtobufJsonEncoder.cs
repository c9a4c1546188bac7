using System.Buffers;
using System.Text.Unicode;

namespace SchemaRegistry.Formats.Protobuf.Encoding;

/// <summary>
/// Writes JSON text as the binary data of a message, without a tree in between, by the JSON mapping (protobuf.dev,
/// ProtoJSON Format). Members may come in any order, under their JSON or original names; fields are written in the
/// order of the text. Made once per message type; any thread may use it.
/// </summary>
public sealed class ProtobufJsonEncoder
{
    private readonly ProtobufMessageType _type;
    private readonly ProtobufJsonOptions _options;
    private EncodeScratch? _scratch;

    /// <summary>The entry of a map is no message of its own: an ArgumentException.</summary>
    public ProtobufJsonEncoder(ProtobufMessageType type, ProtobufJsonOptions? options = null)
    {
        if (type.IsMapEntry)
            throw new ArgumentException($"{type.FullName} is the entry of a map, which has no JSON.", nameof(type));
        _type = type;
        _options = options ?? ProtobufJsonOptions.Default;
    }

    /// <summary>
    /// Encodes a text that is one JSON value; answers null, or why it does not fit the message. The output gets the
    /// whole message or nothing.
    /// </summary>
    public ProtobufDataProblem? Encode(ReadOnlySpan<byte> utf8Json, IBufferWriter<byte> output)
    {
        if (utf8Json.Length > ProtobufDataLimits.MaxJsonBytes)
            return new ProtobufDataProblem($"the text is larger than {ProtobufDataLimits.MaxJsonBytes} bytes", "$");
        if (!Utf8.IsValid(utf8Json))
            return new ProtobufDataProblem("the text is not valid UTF-8", "$", InvalidUtf8.Find(utf8Json));
        var scratch = Interlocked.Exchange(ref _scratch, null) ?? new EncodeScratch();
        scratch.Reset();
        var problem = new JsonEncodeRun(utf8Json, scratch, _options).Encode(_type) ?? CopyOut(scratch, output);
        if (scratch.IsWorthKeeping)
            Volatile.Write(ref _scratch, scratch);
        return problem;
    }

    private static ProtobufDataProblem? CopyOut(EncodeScratch scratch, IBufferWriter<byte> output)
    {
        try
        {
            scratch.Output.CopyTo(output);
            return null;
        }
        catch (EncodedTooLargeException e)
        {
            return new ProtobufDataProblem(e.Message, "$");
        }
    }
}
