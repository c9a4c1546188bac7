using System.Globalization;
using System.Text;

namespace SchemaRegistry.Formats.JsonSchema.Patterns;

/// <summary>
/// A set of Unicode code points as sorted ranges that do not touch, and its spelling as a .NET regular expression. That
/// engine reads UTF-16 units, so code points beyond U+FFFF become pairs of surrogates.
/// </summary>
internal sealed class CodePointSet
{
    private const int Last = 0x10FFFF;
    private const int FirstPair = 0x10000;
    private const int FirstSurrogate = 0xD800;
    private const int LastSurrogate = 0xDFFF;

    private readonly List<(int First, int Last)> _ranges = [];

    /// <summary>Kept, since sets are shared and some take thousands of characters.</summary>
    private string? _spelling;

    public static CodePointSet Of(params ReadOnlySpan<(int First, int Last)> ranges)
    {
        var set = new CodePointSet();
        foreach (var (first, last) in ranges)
            set.Add(first, last);
        return set;
    }

    public void Add(int first, int last) => _ranges.Add((first, last));

    public void Add(CodePointSet other) => _ranges.AddRange(other._ranges);

    public bool Contains(int codePoint) =>
        _ranges.Exists(range => range.First <= codePoint && codePoint <= range.Last);

    /// <summary>With the other case of each ASCII letter.</summary>
    public CodePointSet WithBothCases()
    {
        var both = Of([.. _ranges]);
        for (var letter = 'a'; letter <= 'z'; letter++)
        {
            var upper = char.ToUpperInvariant(letter);
            if (Contains(letter) || Contains(upper))
            {
                both.Add(letter, letter);
                both.Add(upper, upper);
            }
        }

        return both;
    }

    /// <summary>
    /// All other characters. Surrogates are none: they would let half of a pair pass for a character.
    /// </summary>
    public CodePointSet Complement()
    {
        var taken = Of([.. _ranges, (FirstSurrogate, LastSurrogate)]);
        var rest = new CodePointSet();
        var next = 0;
        foreach (var (first, last) in taken.Merged())
        {
            if (first > next)
                rest.Add(next, first - 1);
            next = last + 1;
        }

        if (next <= Last)
            rest.Add(next, Last);
        return rest;
    }

    /// <summary>Nothing is added to a set once it was written.</summary>
    public void AppendTo(StringBuilder text) => text.Append(_spelling ??= Spell());

    private string Spell()
    {
        var units = new StringBuilder();
        var pairs = new List<string>();
        foreach (var (first, last) in Merged())
        {
            if (first < FirstPair)
                AppendRange(units, first, Math.Min(last, FirstPair - 1));
            if (last >= FirstPair)
                AddPairs(pairs, Math.Max(first, FirstPair), last);
        }

        if (units.Length > 0)
            pairs.Insert(0, $"[{units}]");
        return pairs.Count switch
        {
            // A class that holds nothing.
            0 => "[^\\s\\S]",
            1 when units.Length > 0 => pairs[0],
            _ => $"(?:{string.Join('|', pairs)})",
        };
    }

    private List<(int First, int Last)> Merged()
    {
        var merged = new List<(int First, int Last)>(_ranges.Count);
        foreach (var range in _ranges.OrderBy(range => range.First))
        {
            if (merged.Count > 0 && range.First <= merged[^1].Last + 1)
                merged[^1] = (merged[^1].First, Math.Max(merged[^1].Last, range.Last));
            else
                merged.Add(range);
        }

        return merged;
    }

    /// <summary>A range of pairs: whole blocks of 1024 in the middle, parts of a block at the ends.</summary>
    private static void AddPairs(List<string> pairs, int first, int last)
    {
        while (first <= last)
        {
            var blockEnd = first | 0x3FF;
            if ((first & 0x3FF) == 0 && last > blockEnd)
            {
                var blocks = (last + 1 - first) >> 10;
                var end = first + (blocks << 10) - 1;
                pairs.Add(Range(High(first), High(end)) + Range(0xDC00, 0xDFFF));
                first = end + 1;
                continue;
            }

            var stop = Math.Min(last, blockEnd);
            pairs.Add(Range(High(first), High(first)) + Range(Low(first), Low(stop)));
            first = stop + 1;
        }
    }

    private static int High(int codePoint) => 0xD800 + ((codePoint - FirstPair) >> 10);

    private static int Low(int codePoint) => 0xDC00 + (codePoint & 0x3FF);

    private static string Range(int first, int last)
    {
        var text = new StringBuilder("[");
        AppendRange(text, first, last);
        return text.Append(']').ToString();
    }

    private static void AppendRange(StringBuilder text, int first, int last)
    {
        text.Append(CultureInfo.InvariantCulture, $"\\u{first:X4}");
        if (last > first)
            text.Append(CultureInfo.InvariantCulture, $"-\\u{last:X4}");
    }
}
