using System.Text;
using System.Text.Json;
using SchemaRegistry.Formats.JsonSchema.Model;

namespace SchemaRegistry.Formats.JsonSchema.Parsing;

/// <summary>
/// Reads a schema text as JSON. Of duplicate keys the last wins, as other registries read them; content after the
/// value is refused.
/// </summary>
internal static class SchemaTextReader
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = JsonSchemaLimits.MaxDepth };

    /// <summary>The value, or null with the reason.</summary>
    public static SchemaValue? Read(ReadOnlySpan<byte> utf8, out SchemaProblem? problem)
    {
        problem = null;
        try
        {
            var reader = new Utf8JsonReader(utf8, Options);
            reader.Read();
            var value = new ValueBuilder().Read(ref reader);
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
        var rest = utf8;
        var line = (int)(e.LineNumber ?? 0);
        for (var skipped = 0; skipped < line; skipped++)
            rest = rest[(rest.IndexOf((byte)'\n') + 1)..];
        var inLine = (int)Math.Min(e.BytePositionInLine ?? 0, rest.Length);
        var column = Encoding.UTF8.GetCharCount(rest[..inLine]) + 1;
        var message = e.Message;
        var end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return new SchemaProblem($"Invalid JSON: {(end < 0 ? message : message[..end])}", "", line + 1, column);
    }

    /// <summary>Builds the values of one text; keys that repeat share one string.</summary>
    private sealed class ValueBuilder
    {
        private const int SharedKeyBytes = 32;

        private readonly List<SchemaValue> _items = [];
        private readonly List<SchemaMember> _members = [];
        private readonly string?[] _keys = new string?[256];

        public SchemaValue Read(ref Utf8JsonReader reader)
        {
            var position = (int)reader.TokenStartIndex;
            return reader.TokenType switch
            {
                JsonTokenType.Null => SchemaValue.Literal(SchemaValueKind.Null, position),
                JsonTokenType.True => SchemaValue.Literal(SchemaValueKind.True, position),
                JsonTokenType.False => SchemaValue.Literal(SchemaValueKind.False, position),
                JsonTokenType.String => SchemaValue.String(ReadText(ref reader), position),
                JsonTokenType.Number => SchemaValue.Number(Encoding.ASCII.GetString(reader.ValueSpan), position),
                JsonTokenType.StartArray => ReadArray(ref reader, position),
                _ => ReadObject(ref reader, position),
            };
        }

        private SchemaValue ReadArray(ref Utf8JsonReader reader, int position)
        {
            var start = _items.Count;
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                _items.Add(Read(ref reader));
            var count = _items.Count - start;
            var items = count == 0 ? [] : _items.GetRange(start, count).ToArray();
            _items.RemoveRange(start, count);
            return SchemaValue.Array(items, position);
        }

        private SchemaValue ReadObject(ref Utf8JsonReader reader, int position)
        {
            var start = _members.Count;
            while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
            {
                var key = ReadText(ref reader);
                reader.Read();
                var value = Read(ref reader);
                _members.Add(new SchemaMember(key, value));
            }

            var members = Take(start);
            return SchemaValue.Object(DuplicateKeys.KeepLast(members), position);
        }

        private SchemaMember[] Take(int start)
        {
            var count = _members.Count - start;
            if (count == 0)
                return [];
            var members = new SchemaMember[count];
            _members.CopyTo(start, members, 0, count);
            _members.RemoveRange(start, count);
            return members;
        }

        /// <summary>Short texts are mostly keywords and names of types, which a schema repeats.</summary>
        private string ReadText(ref Utf8JsonReader reader)
        {
            var bytes = reader.ValueSpan;
            if (reader.ValueIsEscaped || bytes.Length is 0 or > SharedKeyBytes)
                return reader.GetString()!;

            var slot = ((bytes[0] * 31) + (bytes[^1] * 7) + bytes.Length) & (_keys.Length - 1);
            if (_keys[slot] is { } known && Ascii.Equals(bytes, known))
                return known;
            return _keys[slot] = reader.GetString()!;
        }
    }
}
