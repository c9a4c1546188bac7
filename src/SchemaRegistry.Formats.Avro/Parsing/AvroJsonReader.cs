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

    private static AvroJson ReadValue(ref Utf8JsonReader reader)
    {
        var position = (int)reader.TokenStartIndex;
        return reader.TokenType switch
        {
            JsonTokenType.Null => AvroJson.Literal(AvroJsonKind.Null, position),
            JsonTokenType.True => AvroJson.Literal(AvroJsonKind.True, position),
            JsonTokenType.False => AvroJson.Literal(AvroJsonKind.False, position),
            JsonTokenType.String => AvroJson.String(reader.GetString()!, position),
            JsonTokenType.Number => AvroJson.Number(System.Text.Encoding.ASCII.GetString(reader.ValueSpan), position),
            JsonTokenType.StartArray => ReadArray(ref reader, position),
            _ => ReadObject(ref reader, position),
        };
    }

    private static AvroJson ReadArray(ref Utf8JsonReader reader, int position)
    {
        var items = new List<AvroJson>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            items.Add(ReadValue(ref reader));
        return AvroJson.Array(items, position);
    }

    private static AvroJson ReadObject(ref Utf8JsonReader reader, int position)
    {
        var members = new List<KeyValuePair<string, AvroJson>>();
        Dictionary<string, int>? placeByKey = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var key = reader.GetString()!;
            reader.Read();
            var member = KeyValuePair.Create(key, ReadValue(ref reader));
            placeByKey ??= [];
            if (placeByKey.TryAdd(key, members.Count))
                members.Add(member);
            else
                members[placeByKey[key]] = member;
        }

        return AvroJson.Object(members, position);
    }
}
