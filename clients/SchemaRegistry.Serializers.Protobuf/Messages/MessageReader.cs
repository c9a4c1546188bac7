using Google.Protobuf;
using SchemaRegistry.Client;
using SchemaRegistry.Client.Serialization;

namespace SchemaRegistry.Serializers.Protobuf.Messages;

/// <summary>
/// Reads messages that were written with one registered file. The type that was named last is found by comparing a few
/// bytes; another is looked up in the file.
/// </summary>
internal sealed class MessageReader<T>(MessageTypes types, RegisteredFile file) : IPayloadReader<T>
    where T : class, IMessage
{
    private Named? _last;

    public T Read(FramedPayload payload)
    {
        var tail = payload.Tail;
        var named = Volatile.Read(ref _last);
        if (named is null || !tail.StartsWith(named.Path))
        {
            named = Find(tail);
            Volatile.Write(ref _last, named);
        }

        try
        {
            return (T)named.Parser.ParseFrom(payload.IsInHeader ? payload.Payload : tail[named.Path.Length..]);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new PayloadException($"The payload is no '{named.Name}': {e.Message}", e);
        }
    }

    private Named Find(ReadOnlySpan<byte> tail)
    {
        var name = file.ReadTypeName(tail, out var length);
        return new Named(tail[..length].ToArray(), name, types.ParserOf(name));
    }

    private sealed record Named(byte[] Path, string Name, MessageParser Parser);
}
