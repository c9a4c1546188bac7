using System.Text.Json;

namespace SchemaRegistry.Formats.Protobuf.Encoding;

/// <summary>The type URLs of Any: what stands behind the last slash is the full name of a message.</summary>
internal static class AnyTypes
{
    private const int MaxShownBytes = 100;

    /// <summary>
    /// Looks for the member "@type" of the object that the reader stands on, which may be at any place of it; what has
    /// to be passed over, and will be read again, is taken from the bytes left for that.
    /// </summary>
    public static TypeUrlSearch FindUrl(ref Utf8JsonReader ahead, ref long bytesLeft)
    {
        var isNothing = true;
        while (ahead.Read() && ahead.TokenType != JsonTokenType.EndObject)
        {
            var isType = ahead.ValueTextEquals("@type"u8);
            _ = ahead.Read();
            if (isType)
                return ahead.TokenType == JsonTokenType.String ? TypeUrlSearch.Found : TypeUrlSearch.NotText;
            var start = ahead.BytesConsumed;
            ahead.Skip();
            bytesLeft -= ahead.BytesConsumed - start;
            if (bytesLeft < 0)
                return TypeUrlSearch.TooFar;
            isNothing = false;
        }

        return isNothing ? TypeUrlSearch.Nothing : TypeUrlSearch.Missing;
    }

    /// <summary>Null when the URL has no slash, or the set no such message; a map's entry is none.</summary>
    public static ProtobufMessageType? Find(ProtobufTypes types, ReadOnlySpan<byte> url)
    {
        var slash = url.LastIndexOf((byte)'/');
        var type = slash < 0 ? null : types.FindMessage(url[(slash + 1)..]);
        return type is { IsMapEntry: true } ? null : type;
    }

    public static string DescribeUnknown(ReadOnlySpan<byte> url)
    {
        var shown = System.Text.Encoding.UTF8.GetString(url.Length <= MaxShownBytes ? url : url[..MaxShownBytes]);
        return url.Contains((byte)'/')
            ? $"the type \"{shown}\" of an Any is not known; import its file into the schema"
            : $"\"{shown}\" is no URL of a type, such as \"type.googleapis.com/full.Name\"";
    }
}
