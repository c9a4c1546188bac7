using SchemaRegistry.Formats.Avro.Compatibility.Locating;

namespace SchemaRegistry.Formats.Avro.Compatibility.Edits;

/// <summary>
/// Changes a JSON text at a place and leaves everything else as it was written; what is added follows the layout of
/// what stands beside it. Places are of this text.
/// </summary>
internal sealed class SourceEditor(SourceText source)
{
    private readonly bool _isSpaced = IsSpaced(source.Utf8);

    /// <summary>Compact JSON in the way of the text: with a blank behind colons and commas, or without.</summary>
    public string Spell(string compact)
    {
        if (!_isSpaced)
            return compact;
        var text = new System.Text.StringBuilder(compact.Length + 16);
        var inString = false;
        for (var index = 0; index < compact.Length; index++)
        {
            var c = compact[index];
            text.Append(c);
            if (inString && c == '\\')
                text.Append(compact[++index]);
            else if (c == '"')
                inString = !inString;
            else if (!inString && (c is ',' or ':'))
                text.Append(' ');
        }

        return text.ToString();
    }

    /// <summary>What is written at a place.</summary>
    public string Written(SourcePlace place)
    {
        var span = SpanOf(place);
        return System.Text.Encoding.UTF8.GetString(source.Utf8, span.Start, span.End - span.Start);
    }

    public JsonSpan SpanOf(SourcePlace place) => JsonSpan.At(source.Utf8, place.Json.Position);

    public TextChange Replace(SourcePlace place, string compact)
    {
        var span = SpanOf(place);
        return new TextChange(span.Start, span.End, Spell(compact));
    }

    /// <summary>Puts a value between two pieces of JSON.</summary>
    public TextChange[] Wrap(SourcePlace place, string before, string after)
    {
        var span = SpanOf(place);
        return [new(span.Start, span.Start, Spell(before)), new(span.End, span.End, Spell(after))];
    }

    /// <summary>Adds a member behind the last one of an object.</summary>
    public TextChange AddMember(SourcePlace place, string key, string compact) =>
        AddBehindLast(place, [$"\"{key}\":{(_isSpaced ? " " : "")}{Spell(compact)}"]);

    /// <summary>Adds an item at the end of an array.</summary>
    public TextChange AddItem(SourcePlace place, string compact) => AddItems(place, [compact]);

    /// <summary>Adds items at the end of an array.</summary>
    public TextChange AddItems(SourcePlace place, IReadOnlyList<string> compact) =>
        AddBehindLast(place, compact.Select(Spell));

    /// <summary>Adds an item to an array so that it gets an index, at most the number of items.</summary>
    public TextChange InsertItem(SourcePlace place, int index, string compact)
    {
        var inside = JsonSpan.Inside(source.Utf8, place.Json.Position);
        if (index == inside.Count)
            return AddItem(place, compact);
        var at = inside[index].First;
        var gap = Gap(inside.Count > 1 ? inside[1].First : at);
        return new TextChange(at, at, $"{Spell(compact)},{(gap.Length == 0 && _isSpaced ? " " : gap)}");
    }

    /// <summary>Takes items out of an array, with their commas.</summary>
    public IReadOnlyList<TextChange> RemoveItems(SourcePlace place, IReadOnlySet<int> indexes) =>
        Remove(JsonSpan.Inside(source.Utf8, place.Json.Position), indexes);

    /// <summary>Takes the member with a value out of an object.</summary>
    public IReadOnlyList<TextChange> RemoveMember(SourcePlace place, SourcePlace value)
    {
        var inside = JsonSpan.Inside(source.Utf8, place.Json.Position);
        var indexes = Enumerable.Range(0, inside.Count).Where(index => inside[index].Start == value.Json.Position);
        return Remove(inside, indexes.ToHashSet());
    }

    /// <summary>The whole text with all changes done, which are sorted and do not overlap.</summary>
    public string Apply(IReadOnlyList<TextChange> changes)
    {
        var text = new System.Text.StringBuilder();
        var done = 0;
        foreach (var change in changes)
        {
            text.Append(System.Text.Encoding.UTF8.GetString(source.Utf8, done, change.Start - done));
            text.Append(change.Text);
            done = change.End;
        }

        return text.Append(System.Text.Encoding.UTF8.GetString(source.Utf8.AsSpan(done))).ToString();
    }

    private TextChange AddBehindLast(SourcePlace place, IEnumerable<string> written)
    {
        var inside = JsonSpan.Inside(source.Utf8, place.Json.Position);
        var blank = _isSpaced ? " " : "";
        if (inside.Count == 0)
            return new TextChange(place.Json.Position + 1, place.Json.Position + 1, string.Join($",{blank}", written));
        var gap = Gap(inside[^1].First);
        var separator = $",{(gap.Length == 0 ? blank : gap)}";
        return new TextChange(inside[^1].End, inside[^1].End, separator + string.Join(separator, written));
    }

    /// <summary>
    /// Each goes with the comma before it; those at the beginning go with the one behind them.
    /// </summary>
    private static List<TextChange> Remove(IReadOnlyList<JsonSpan> inside, IReadOnlySet<int> indexes)
    {
        var changes = new List<TextChange>();
        var first = 0;
        while (first < inside.Count && indexes.Contains(first))
            first++;
        if (first > 0)
            changes.Add(new TextChange(inside[0].First, first < inside.Count ? inside[first].First : inside[^1].End, ""));
        for (var index = first + 1; index < inside.Count; index++)
        {
            if (indexes.Contains(index))
                changes.Add(new TextChange(inside[index - 1].End, inside[index].End, ""));
        }

        return changes;
    }

    /// <summary>The blanks before a position.</summary>
    private string Gap(int position)
    {
        var start = position;
        while (start > 0 && source.Utf8[start - 1] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
            start--;
        return System.Text.Encoding.UTF8.GetString(source.Utf8, start, position - start);
    }

    private static bool IsSpaced(ReadOnlySpan<byte> utf8)
    {
        var colon = utf8.IndexOf("\":"u8);
        var mark = colon >= 0 ? colon + 1 : utf8.IndexOf((byte)',');
        return mark >= 0 && mark + 1 < utf8.Length && utf8[mark + 1] == ' ';
    }
}
