namespace SchemaRegistry.Formats.Avro.Model;

/// <summary>
/// A JSON value inside a schema: a default, a custom attribute, or a piece of the text being parsed. Numbers keep their
/// spelling. Immutable; the depth is bounded by <see cref="AvroLimits.MaxDepth"/>.
/// </summary>
public sealed class AvroJson
{
    private AvroJson(AvroJsonKind kind, int position)
    {
        Kind = kind;
        Position = position;
    }

    public AvroJsonKind Kind { get; }

    /// <summary>The text of a string, or a number as it was written; empty for the other kinds.</summary>
    public string Text { get; private init; } = "";

    public IReadOnlyList<AvroJson> Items { get; private init; } = [];

    /// <summary>
    /// In the order of the text, each key once: of duplicates the last value stands, at the place of the first.
    /// </summary>
    public IReadOnlyList<KeyValuePair<string, AvroJson>> Members { get; private init; } = [];

    /// <summary>Where the value begins, in bytes of the UTF-8 text that it was read from.</summary>
    internal int Position { get; }

    public static AvroJson Literal(AvroJsonKind kind, int position) => new(kind, position);

    public static AvroJson Number(string spelling, int position) =>
        new(AvroJsonKind.Number, position) { Text = spelling };

    public static AvroJson String(string text, int position) => new(AvroJsonKind.String, position) { Text = text };

    public static AvroJson Array(IReadOnlyList<AvroJson> items, int position) =>
        new(AvroJsonKind.Array, position) { Items = items };

    public static AvroJson Object(IReadOnlyList<KeyValuePair<string, AvroJson>> members, int position) =>
        new(AvroJsonKind.Object, position) { Members = members };

    /// <summary>The member of that key, or null.</summary>
    public AvroJson? this[string key]
    {
        get
        {
            foreach (var member in Members)
            {
                if (member.Key == key)
                    return member.Value;
            }

            return null;
        }
    }
}
