using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SchemaRegistry.Formats.JsonSchema.Compatibility.Proposals;

/// <summary>
/// Changes one value of a JSON text and leaves all other characters as they are. A member that is added is laid out as
/// the last member of its object is.
/// </summary>
internal static class JsonTextEditor
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = JsonSchemaLimits.MaxDepth };

    /// <summary>
    /// Replaces the value at a place, or adds it; objects on the way that are missing are made. An item may be added
    /// behind the last one. Null where a value on the way is in the way.
    /// </summary>
    /// <param name="text">Any JSON text.</param>
    /// <param name="path">Keys and positions from the root.</param>
    /// <param name="json">The new value, without blanks.</param>
    public static string? Set(string text, IReadOnlyList<string> path, string json)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        var at = Container.Root(utf8);
        for (var depth = 0; depth < path.Count; depth++)
        {
            if (at.Find(path[depth]) is { } entry)
            {
                if (depth == path.Count - 1)
                    return Splice(utf8, entry.Value, entry.End, at.Spaced(json));
                if (Container.Read(utf8, entry.Value) is not { } inner)
                    return null;
                at = inner;
                continue;
            }

            if (!at.IsObject && depth < path.Count - 1)
                return null;
            for (var missing = path.Count - 1; missing > depth; missing--)
                json = $"{{{JsonText.Quote(path[missing])}:{json}}}";
            return at.Add(path[depth], json);
        }

        return json;
    }

    /// <summary>Removes the value at a place, with its key; null where there is none.</summary>
    public static string? Remove(string text, IReadOnlyList<string> path)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        var at = Container.Root(utf8);
        for (var depth = 0; depth < path.Count - 1; depth++)
        {
            if (at.Find(path[depth]) is not { } entry || Container.Read(utf8, entry.Value) is not { } inner)
                return null;
            at = inner;
        }

        return path.Count == 0 ? null : at.Remove(path[^1]);
    }

    private static string Splice(byte[] utf8, int start, int end, string middle) =>
        string.Concat(
            Encoding.UTF8.GetString(utf8, 0, start), middle, Encoding.UTF8.GetString(utf8, end, utf8.Length - end));

    /// <summary>
    /// A member or item: where it begins, with its key if it has one, where its value does, and its end.
    /// </summary>
    private readonly record struct Entry(string? Key, int Start, int Value, int End);

    /// <summary>An object or array of the text.</summary>
    private sealed class Container
    {
        private readonly byte[] _utf8;
        private readonly List<Entry> _entries = [];
        private readonly int _start;
        private int _end;

        private Container(byte[] utf8, int start, bool isObject)
        {
            _utf8 = utf8;
            _start = start;
            IsObject = isObject;
        }

        public bool IsObject { get; }

        /// <summary>A text that is a single literal stands as a container without entries.</summary>
        public static Container Root(byte[] utf8) =>
            Read(utf8, utf8.AsSpan().IndexOfAnyExcept(" \t\r\n"u8)) ?? new Container(utf8, 0, isObject: false);

        public static Container? Read(byte[] utf8, int start)
        {
            if (utf8[start] is not ((byte)'{' or (byte)'['))
                return null;
            var container = new Container(utf8, start, utf8[start] == (byte)'{');
            container.ReadEntries();
            return container;
        }

        /// <summary>Of members with the same key the last one counts.</summary>
        public Entry? Find(string token)
        {
            if (IsObject)
            {
                var found = _entries.FindLastIndex(entry => entry.Key == token);
                return found < 0 ? null : _entries[found];
            }

            return int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                && index < _entries.Count
                    ? _entries[index]
                    : null;
        }

        public string Add(string key, string json)
        {
            var value = Spaced(json);
            if (_entries.Count == 0)
            {
                var only = IsObject ? $"{{{JsonText.Quote(key)}:{value}}}" : $"[{value}]";
                return Splice(_utf8, _start, _end, only);
            }

            var last = _entries[^1];
            var gap = Between(_entries.Count == 1 ? _start + 1 : AfterComma(_entries[^2].End), last.Start);
            var name = IsObject ? JsonText.Quote(key) + Colon() : "";
            return Splice(_utf8, last.End, last.End, $",{gap}{name}{value}");
        }

        public string? Remove(string token)
        {
            if (Find(token) is not { } entry)
                return null;
            var index = _entries.IndexOf(entry);
            if (_entries.Count == 1)
                return Splice(_utf8, _start + 1, _end - 1, "");
            return index == _entries.Count - 1
                ? Splice(_utf8, _entries[index - 1].End, entry.End, "")
                : Splice(_utf8, entry.Start, _entries[index + 1].Start, "");
        }

        /// <summary>A value in the way of the text: with a blank behind colons and commas where it has them.</summary>
        public string Spaced(string json) =>
            IsObject && _entries.Count > 0 && Colon().EndsWith(' ') ? JsonText.Space(json) : json;

        private string Colon()
        {
            var last = _entries[^1];
            var between = Between(last.Start, last.Value);
            return between[(between.LastIndexOf('"') + 1)..];
        }

        private int AfterComma(int from) => from + _utf8.AsSpan(from).IndexOf((byte)',') + 1;

        private string Between(int start, int end) => Encoding.UTF8.GetString(_utf8, start, end - start);

        private void ReadEntries()
        {
            var reader = new Utf8JsonReader(_utf8.AsSpan(_start), Options);
            reader.Read();
            while (reader.Read() && reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray))
            {
                var start = _start + (int)reader.TokenStartIndex;
                string? key = null;
                if (IsObject)
                {
                    key = reader.GetString();
                    reader.Read();
                }

                var value = _start + (int)reader.TokenStartIndex;
                reader.Skip();
                _entries.Add(new Entry(key, start, value, _start + (int)reader.BytesConsumed));
            }

            _end = _start + (int)reader.BytesConsumed;
        }
    }
}
