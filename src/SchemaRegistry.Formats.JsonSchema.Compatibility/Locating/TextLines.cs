using System.Text;

namespace SchemaRegistry.Formats.JsonSchema.Compatibility.Locating;

/// <summary>
/// Lines and columns of a text, from 1, by positions in bytes. The text is gone through once, however many places are
/// asked for.
/// </summary>
internal sealed class TextLines(string text)
{
    private readonly byte[] _utf8 = Encoding.UTF8.GetBytes(text);
    private List<int>? _starts;

    public (int Line, int Column) Find(int position)
    {
        _starts ??= FindStarts();
        var end = Math.Min(position, _utf8.Length);
        var index = _starts.BinarySearch(end);
        var line = index < 0 ? ~index - 1 : index;
        return (line + 1, Encoding.UTF8.GetCharCount(_utf8.AsSpan(_starts[line]..end)) + 1);
    }

    private List<int> FindStarts()
    {
        var starts = new List<int> { 0 };
        for (var at = 0; at < _utf8.Length; at++)
        {
            if (_utf8[at] == (byte)'\n')
                starts.Add(at + 1);
        }

        return starts;
    }
}
