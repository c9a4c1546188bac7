using SchemaRegistry.Kafka.Handlers;
using SchemaRegistry.Kafka.Messages;
using SchemaRegistry.Kafka.Wire;

namespace SchemaRegistry.Kafka.Connections;

/// <summary>
/// A frame with its header read. Without a handler the key or version is not served; then the header was read in its
/// first form, which every version begins with.
/// </summary>
internal readonly record struct ParsedRequest(RequestHeader Header, IApiHandler? Handler, ReadOnlyMemory<byte> Body)
{
    private const int ClassicHeader = 1;
    private const int FlexibleHeader = 2;

    public bool IsApiVersions => Header.RequestApiKey == (short)ApiKey.ApiVersions;

    /// <summary>The client id as it may stand in a log: no control characters, and not all of a long one.</summary>
    public string? PrintableClientId
    {
        get
        {
            if (Header?.ClientId is not { } clientId)
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

    public static ParsedRequest Parse(ReadOnlyMemory<byte> frame, ApiTable table)
    {
        var peek = new WireReader(frame);
        var key = peek.ReadInt16();
        var version = peek.ReadInt16();
        if (!table.TryFind(key, out var handler) || version < handler.MinVersion || version > handler.MaxVersion)
            return new ParsedRequest(ReadUnserved(frame), null, default);

        var reader = new WireReader(frame);
        var headerVersion = version >= handler.FirstFlexibleVersion ? FlexibleHeader : ClassicHeader;
        var header = RequestHeader.Read(ref reader, (short)headerVersion);
        return new ParsedRequest(header, handler, frame[reader.Position..]);
    }

    /// <summary>Key, version and correlation id; the client id is for the log only, and no reason to fail.</summary>
    private static RequestHeader ReadUnserved(ReadOnlyMemory<byte> frame)
    {
        var reader = new WireReader(frame);
        var header = new RequestHeader
        {
            RequestApiKey = reader.ReadInt16(),
            RequestApiVersion = reader.ReadInt16(),
            CorrelationId = reader.ReadInt32(),
            ClientId = null,
        };
        if (reader.Left >= sizeof(short))
            header.ClientId = reader.ReadNullableString(LengthForm.Fixed);

        return header;
    }
}
