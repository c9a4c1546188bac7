using System.Text.Json;

namespace SchemaRegistry.Formats.Avro.Compatibility.Locating;

/// <summary>
/// Where a member or an item stands in a text, in bytes. <paramref name="First"/> is where its key begins, of an item
/// the same as <paramref name="Start"/>, where its value begins; <paramref name="End"/> is behind the value.
/// </summary>
internal readonly record struct JsonSpan(int First, int Start, int End)
{
    /// <summary>Texts are read as the parser reads them.</summary>
    public static readonly JsonReaderOptions Options = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = AvroLimits.MaxDepth,
    };

    /// <summary>The whole value that begins at a position.</summary>
    public static JsonSpan At(ReadOnlySpan<byte> utf8, int position)
    {
        var reader = new Utf8JsonReader(utf8[position..], Options);
        reader.Read();
        reader.Skip();
        return new JsonSpan(position, position, position + (int)reader.BytesConsumed);
    }

    /// <summary>
    /// The members or items of the object or array that begins at a position, in the order of the text.
    /// </summary>
    public static IReadOnlyList<JsonSpan> Inside(ReadOnlySpan<byte> utf8, int position)
    {
        var inside = new List<JsonSpan>();
        var reader = new Utf8JsonReader(utf8[position..], Options);
        reader.Read();
        while (reader.Read() && reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray))
        {
            var first = position + (int)reader.TokenStartIndex;
            if (reader.TokenType == JsonTokenType.PropertyName)
                reader.Read();
            var start = position + (int)reader.TokenStartIndex;
            reader.Skip();
            inside.Add(new JsonSpan(first, start, position + (int)reader.BytesConsumed));
        }

        return inside;
    }
}
