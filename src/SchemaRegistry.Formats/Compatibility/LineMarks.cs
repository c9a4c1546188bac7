namespace SchemaRegistry.Formats.Compatibility;

/// <summary>
/// Lines and columns of one text that is asked for many places, in any order. They are noted at every few thousand
/// bytes, and counted on from there, so that neither a long text nor a long line is counted again for each place.
/// </summary>
public sealed class LineMarks
{
    private const int BlockSize = 4096;

    private readonly byte[] _utf8;
    private readonly List<(int Line, int Column)> _marks = [(1, 1)];

    /// <param name="utf8">A text that was encoded, and so has no broken characters.</param>
    public LineMarks(byte[] utf8)
    {
        _utf8 = utf8;
        for (var start = 0; utf8.Length - start >= BlockSize; start += BlockSize)
            _marks.Add(Count(utf8.AsSpan(start, BlockSize), _marks[^1]));
    }

    /// <summary>
    /// The line and column of a position in bytes, where a character begins. Both count from 1; columns count UTF-16
    /// characters.
    /// </summary>
    public (int Line, int Column) Find(int position)
    {
        var end = Math.Min(position, _utf8.Length);
        var block = end / BlockSize;
        return Count(_utf8.AsSpan((block * BlockSize)..end), _marks[block]);
    }

    private static (int Line, int Column) Count(ReadOnlySpan<byte> utf8, (int Line, int Column) before)
    {
        var (line, column) = before;
        foreach (var b in utf8)
        {
            if (b == '\n')
                (line, column) = (line + 1, 1);
            else
                column += Characters(b);
        }

        return (line, column);
    }

    /// <summary>A character is counted at its first byte; one of four bytes is two in UTF-16.</summary>
    private static int Characters(byte b) => b switch
    {
        >= 0b1111_0000 => 2,
        >= 0b1000_0000 and < 0b1100_0000 => 0,
        _ => 1,
    };
}
