using System.Text;
using System.Text.Json;
using SchemaRegistry.Formats.Compatibility;

namespace SchemaRegistry.Formats.Avro.Compatibility.Locating;

/// <summary>Prints a value of a text without its blanks and comments, as much as is shown.</summary>
internal static class ShortJson
{
    private const char Ellipsis = '…';

    public static string Of(SourcePlace place)
    {
        var reader = new Utf8JsonReader(place.Text.Utf8.AsSpan(place.Json.Position), JsonSpan.Options);
        var text = new StringBuilder();
        var open = 0;
        var separate = false;
        while (text.Length <= SchemaSpot.MaxValueLength && reader.Read())
        {
            var closes = reader.TokenType is JsonTokenType.EndArray or JsonTokenType.EndObject;
            if (separate && !closes)
                text.Append(',');
            Append(text, reader);
            open += closes ? -1 : reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject ? 1 : 0;
            if (open == 0)
                break;
            separate = reader.TokenType
                is not (JsonTokenType.StartArray or JsonTokenType.StartObject or JsonTokenType.PropertyName);
        }

        return Cut(text);
    }

    private static void Append(StringBuilder text, Utf8JsonReader token)
    {
        var written = System.Text.Encoding.UTF8.GetString(
            token.ValueSpan[..Math.Min(token.ValueSpan.Length, SchemaSpot.MaxValueLength * 4)]);
        if (token.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
            text.Append('"').Append(written).Append('"');
        else
            text.Append(written);
        if (token.TokenType == JsonTokenType.PropertyName)
            text.Append(':');
    }

    private static string Cut(StringBuilder text)
    {
        if (text.Length <= SchemaSpot.MaxValueLength)
            return text.ToString();
        var end = SchemaSpot.MaxValueLength - 1;
        if (char.IsHighSurrogate(text[end - 1]))
            end--;
        return text.ToString(0, end) + Ellipsis;
    }
}
