using System.Text.Json;

namespace SchemaRegistry.Formats.Protobuf.Encoding;

/// <summary>
/// Prints the binary data of a message as JSON, without a tree in between, by the JSON mapping (protobuf.dev, ProtoJSON
/// Format). Fields come by ascending number, entries of a map in the order of the data; unknown fields are left out.
/// Made once per message type; any thread may use it.
/// </summary>
public sealed class ProtobufJsonDecoder
{
    private readonly ProtobufMessageType _type;
    private readonly ProtobufJsonOptions _options;
    private DecodeScratch? _scratch;

    /// <summary>The entry of a map is no message of its own: an ArgumentException.</summary>
    public ProtobufJsonDecoder(ProtobufMessageType type, ProtobufJsonOptions? options = null)
    {
        if (type.IsMapEntry)
            throw new ArgumentException($"{type.FullName} is the entry of a map, which has no JSON.", nameof(type));
        _type = type;
        _options = options ?? ProtobufJsonOptions.Default;
    }

    /// <summary>
    /// Prints a message that takes all of the data; answers null, or what is wrong with the data. The writer then holds
    /// a part of the text and is to be reset. It is not flushed.
    /// </summary>
    public ProtobufDataProblem? Decode(ReadOnlySpan<byte> binary, Utf8JsonWriter writer)
    {
        if (binary.Length > ProtobufDataLimits.MaxBinaryBytes)
            return new ProtobufDataProblem($"the data is larger than {ProtobufDataLimits.MaxBinaryBytes} bytes", "$");
        var scratch = Interlocked.Exchange(ref _scratch, null) ?? new DecodeScratch();
        scratch.Reset();
        var problem = new JsonDecodeRun(binary, writer, scratch, _options).Decode(_type);
        if (scratch.IsWorthKeeping)
            Volatile.Write(ref _scratch, scratch);
        return problem;
    }
}
