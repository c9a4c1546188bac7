using System.Text.Json;
using SchemaRegistry.Client.Serialization;
using SchemaRegistry.Formats.Protobuf.Encoding;

namespace SchemaRegistry.Cli.Payloads;

/// <summary>Messages of any type of a file as JSON; each payload says which type it is.</summary>
internal sealed class ProtobufValueDecoder(ProtobufTypes types) : IValueDecoder
{
    private static readonly ProtobufJsonOptions Options = new() { WideIntegers = WideIntegers.Number };

    private readonly Dictionary<ProtobufMessageType, ProtobufJsonDecoder> _decoders = [];

    public string? Decode(FramedPayload payload, Utf8JsonWriter json)
    {
        if (types.ReadMessageType(payload.Tail, out var type, out var consumed) is { } problem)
            return problem.ToString();
        if (!_decoders.TryGetValue(type!, out var decoder))
            _decoders[type!] = decoder = new ProtobufJsonDecoder(type!, Options);
        var body = payload.IsInHeader ? payload.Payload : payload.Tail[consumed..];
        return decoder.Decode(body, json)?.ToString();
    }
}
