using System.Text;

namespace SchemaRegistry.Storage.Sqlite;

/// <summary>
/// One string for each text, however often it is read: a subject's name stands in all changes of the subject. Belongs
/// to one reader.
/// </summary>
internal sealed class TextPool
{
    private const int ShortCharacters = 512;

    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly char[] _buffer = new char[ShortCharacters];

    public TextPool() => _lookup = _texts.GetAlternateLookup<ReadOnlySpan<char>>();

    public string Get(ReadOnlySpan<byte> utf8)
    {
        // A byte is at most one character.
        if (utf8.Length > ShortCharacters)
            return Encoding.UTF8.GetString(utf8);
        var text = _buffer.AsSpan(0, Encoding.UTF8.GetChars(utf8, _buffer));
        if (_lookup.TryGetValue(text, out var known))
            return known;
        var added = text.ToString();
        _texts.Add(added);
        return added;
    }
}
