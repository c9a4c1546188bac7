using Google.Protobuf;
using SchemaRegistry.Formats.Protobuf.Model;

namespace SchemaRegistry.Formats.Protobuf.Resolution;

/// <summary>
/// Gathers the values of one message's fields as the wire format wants it: of a field that is not repeated the last
/// scalar counts, and the encodings of a message are one after the other one encoding. protoc writes an option that is
/// set in parts as several encodings.
/// </summary>
internal sealed class FieldValues
{
    private readonly List<Entry> _entries = [];
    private readonly Dictionary<NumberedField, Entry> _singular = [];

    public void AddRange(NumberedField field, IEnumerable<OptionValue> values)
    {
        foreach (var value in values)
            EntryOf(field).Value = value;
    }

    public void AddEncoded(NumberedField field, ByteString bytes) => EntryOf(field).Encoded.Add(bytes);

    /// <summary>All values, each field where it came first.</summary>
    /// <param name="read">Reads an encoded message; null when it is left out.</param>
    public IReadOnlyList<(NumberedField Field, OptionValue Value)> Close(
        Func<NumberedField, ByteString, OptionValue?> read)
    {
        var closed = new List<(NumberedField, OptionValue)>(_entries.Count);
        foreach (var entry in _entries)
        {
            var value = entry.Encoded.Count == 0 ? entry.Value : read(entry.Field, Join(entry.Encoded));
            if (value is not null)
                closed.Add((entry.Field, value));
        }

        return closed;
    }

    private Entry EntryOf(NumberedField field)
    {
        if (_singular.TryGetValue(field, out var known))
            return known;
        var entry = new Entry(field);
        _entries.Add(entry);
        if (!field.IsRepeated)
            _singular.Add(field, entry);
        return entry;
    }

    private static ByteString Join(List<ByteString> parts)
    {
        if (parts.Count == 1)
            return parts[0];
        var joined = new byte[parts.Sum(part => part.Length)];
        var length = 0;
        foreach (var part in parts)
        {
            part.Span.CopyTo(joined.AsSpan(length));
            length += part.Length;
        }

        return UnsafeByteOperations.UnsafeWrap(joined);
    }

    private sealed class Entry(NumberedField field)
    {
        public NumberedField Field { get; } = field;

        public OptionValue? Value { get; set; }

        public List<ByteString> Encoded { get; } = [];
    }
}
