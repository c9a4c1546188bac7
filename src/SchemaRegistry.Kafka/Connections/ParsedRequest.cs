using SchemaRegistry.Kafka.Handlers;
using SchemaRegistry.Kafka.Wire;

namespace SchemaRegistry.Kafka.Connections;

/// <summary>
/// A frame with its header read. Without a handler the key or version is not served; then the header was read in its
/// first form, which every version begins with.
/// </summary>
internal readonly record struct ParsedRequest(RequestHead Head, IApiHandler? Handler, ReadOnlyMemory<byte> Body)
{
    /// <summary>Where no request has been read yet; −1 is no key.</summary>
    public static readonly ParsedRequest None = new(new RequestHead(-1, -1, 0, null), null, default);

    public bool IsApiVersions => Head.Key == (short)ApiKey.ApiVersions;

    /// <summary>The client id as it may stand in a log: no control characters, and not all of a long one.</summary>
    public string? PrintableClientId
    {
        get
        {
            if (Head.ClientId is not { } clientId)
                return null;

            var shown = clientId.Length <= KafkaLimits.MaxLoggedClientIdChars
                ? clientId
                : clientId[..KafkaLimits.MaxLoggedClientIdChars];
            return string.Create(shown.Length, shown, static (chars, text) =>
            {
                for (var index = 0; index < chars.Length; index++)
                    chars[index] = char.IsControl(text[index]) ? '?' : text[index];
            });
        }
    }

    /// <exception cref="WireFormatException">The bytes do not begin with a header.</exception>
    public static ParsedRequest Parse(ReadOnlyMemory<byte> frame, ApiTable table, ClientIdCache clientIds)
    {
        var reader = new WireReader(frame);
        var key = reader.ReadInt16();
        var version = reader.ReadInt16();
        var correlationId = reader.ReadInt32();
        var isServed = table.TryFind(key, out var handler)
            && version >= handler.MinVersion && version <= handler.MaxVersion;

        // The client id of an unserved request is for the log only, and no reason to fail.
        var clientId = isServed || reader.Left >= sizeof(short) ? ReadClientId(ref reader, clientIds) : null;
        var head = new RequestHead(key, version, correlationId, clientId);
        if (!isServed)
            return new ParsedRequest(head, null, default);

        if (version >= handler!.FirstFlexibleVersion)
            reader.SkipTags();

        return new ParsedRequest(head, handler, frame[reader.Position..]);
    }

    /// <summary>A length of 16 bits in every version; KIP-482 left it so.</summary>
    private static string? ReadClientId(ref WireReader reader, ClientIdCache clientIds)
    {
        var utf8 = reader.ReadNullableText(LengthForm.Fixed, out var isNull);
        return isNull ? null : clientIds.Get(utf8);
    }
}
