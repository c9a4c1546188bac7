using System.Text;
using System.Text.Json;
using SchemaRegistry.Formats.Avro.Model;

namespace SchemaRegistry.Formats.Avro.Parsing;

/// <summary>
/// Reads a schema text as JSON: comments and surrounding blanks are accepted, a second value is not; of duplicate keys
/// the last wins (as the Avro library of Java 1.12 reads it).
/// </summary>
internal static class AvroJsonReader
{
    private static readonly JsonReaderOptions Options = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = AvroLimits.MaxDepth,
    };

    /// <summary>The value, or null with the reason.</summary>
    public static AvroJson? Read(ReadOnlySpan<byte> utf8, out SchemaProblem? problem)
    {
        problem = null;
        try
        {
            var reader = new Utf8JsonReader(utf8, Options);
            reader.Read();
            var value = ReadValue(ref reader);
            reader.Read();
            return value;
        }
        catch (JsonException e)
        {
            problem = Describe(utf8, e);
        }
        catch (InvalidOperationException)
        {
            // GetString refuses an escaped surrogate that has no partner, and bytes that are not UTF-8.
            problem = new SchemaProblem("Invalid JSON: a string holds characters that are not Unicode text", "");
        }

        return null;
    }

    private static SchemaProblem Describe(ReadOnlySpan<byte> utf8, JsonException e)
    {
        var line = (int)(e.LineNumber ?? 0);
        var rest = utf8;
        for (var skipped = 0; skipped < line; skipped++)
            rest = rest[(rest.IndexOf((byte)'\n') + 1)..];
        var inLine = (int)Math.Min(e.BytePositionInLine ?? 0, rest.Length);
        var column = System.Text.Encoding.UTF8.GetCharCount(rest[..inLine]) + 1;
        var message = e.Message;
        var end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return new SchemaProblem($"Invalid JSON: {(end < 0 ? message : message[..end])}", "", line + 1, column);
    }

    /// <summary>With a stack of its own: a thread's may be too small for a text of the greatest depth.</summary>
    private static AvroJson ReadValue(ref Utf8JsonReader reader)
    {
        var open = new Stack<OpenJson>();
        while (true)
        {
            AvroJson? value = null;
            switch (reader.TokenType)
            {
                case JsonTokenType.StartArray or JsonTokenType.StartObject:
                    open.Push(new OpenJson(reader.TokenType, (int)reader.TokenStartIndex));
                    break;
                case JsonTokenType.PropertyName:
                    open.Peek().Key = reader.GetString()!;
                    break;
                case JsonTokenType.EndArray or JsonTokenType.EndObject:
                    value = open.Pop().Close();
                    break;
                default:
                    value = ReadSimple(ref reader, (int)reader.TokenStartIndex);
                    break;
            }

            if (value is not null)
            {
                if (!open.TryPeek(out var around))
                    return value;
                around.Add(value);
            }

            reader.Read();
        }
    }

    private static AvroJson ReadSimple(ref Utf8JsonReader reader, int position) => reader.TokenType switch
    {
        JsonTokenType.Null => AvroJson.Literal(AvroJsonKind.Null, position),
        JsonTokenType.True => AvroJson.Literal(AvroJsonKind.True, position),
        JsonTokenType.False => AvroJson.Literal(AvroJsonKind.False, position),
        JsonTokenType.String => AvroJson.String(reader.GetString()!, position),
        _ => AvroJson.Number(System.Text.Encoding.ASCII.GetString(reader.ValueSpan), position),
    };
}
