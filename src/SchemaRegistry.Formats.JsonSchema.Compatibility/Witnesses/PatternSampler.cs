using System.Globalization;
using System.Text;

namespace SchemaRegistry.Formats.JsonSchema.Compatibility.Witnesses;

/// <summary>
/// Makes short strings that a regular expression is likely to match: the plainest first, then others that differ from
/// it in one part. Assertions and references are passed over, so that whoever asks has to check.
/// </summary>
internal sealed class PatternSampler
{
    private const int MaxSamples = 12;
    private const int MaxLength = 200;
    private const int MaxDepth = 20;
    private const int MaxPatternLength = 500;

    private static readonly List<string> Nothing = [""];

    private readonly string _pattern;
    private int _at;
    private int _depth;

    private PatternSampler(string pattern) => _pattern = pattern;

    /// <summary>May be empty, and may hold strings that do not match.</summary>
    public static IReadOnlyList<string> Sample(string pattern) =>
        pattern.Length > MaxPatternLength ? [] : new PatternSampler(pattern).ReadAlternatives();

    private List<string> ReadAlternatives()
    {
        var all = new List<string>(ReadSequence());
        while (Take('|'))
        {
            // The plainest of each branch before the others of the first.
            var next = ReadSequence();
            all.Insert(Math.Min(1, all.Count), next[0]);
            all.AddRange(next.Skip(1));
        }

        return Cut(all);
    }

    private List<string> ReadSequence()
    {
        var parts = new List<List<string>>();
        while (_at < _pattern.Length && _pattern[_at] is not ('|' or ')'))
            parts.Add(ReadQuantified());
        var samples = new List<string> { string.Concat(parts.Select(part => part[0])) };
        for (var changed = 0; changed < parts.Count && samples.Count < MaxSamples; changed++)
        {
            foreach (var other in parts[changed].Skip(1))
                samples.Add(string.Concat(parts.Select((part, index) => index == changed ? other : part[0])));
        }

        return Cut(samples);
    }

    private List<string> ReadQuantified()
    {
        var atom = ReadAtom();
        var (min, max) = ReadQuantifier();
        if (min == 1 && max == 1)
            return atom;
        min = Math.Min(min, MaxLength);
        var samples = new List<string>();
        foreach (var count in new[] { min, min + 1, Math.Min(max, min + 7) }.Where(count => count <= max).Distinct())
            samples.AddRange(atom.Select(one => new StringBuilder().Insert(0, one, count).ToString()));
        return Cut(samples);
    }

    private (int Min, int Max) ReadQuantifier()
    {
        var range = (Min: 1, Max: 1);
        if (Take('*'))
            range = (0, int.MaxValue);
        else if (Take('+'))
            range = (1, int.MaxValue);
        else if (Take('?'))
            range = (0, 1);
        else if (_at < _pattern.Length && _pattern[_at] == '{' && ReadCounts() is { } counts)
            range = counts;
        else
            return range;
        Take('?');
        return range;
    }

    private (int Min, int Max)? ReadCounts()
    {
        var end = _pattern.IndexOf('}', _at);
        var parts = end < 0 ? [] : _pattern[(_at + 1)..end].Split(',');
        if (parts.Length is < 1 or > 2 || !TryRead(parts[0], out var min))
            return null;
        var max = min;
        if (parts.Length == 2 && !TryRead(parts[1], out max))
            max = int.MaxValue;
        _at = end + 1;
        return (min, Math.Max(min, max));

        static bool TryRead(string text, out int number) =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    private List<string> ReadAtom()
    {
        var next = _pattern[_at++];
        switch (next)
        {
            case '^' or '$':
                return Nothing;
            case '.':
                return ["a", "0", " "];
            case '(':
                return ReadGroup();
            case '[':
                return ReadClass();
            case '\\' when _at < _pattern.Length:
                return ReadEscape();
            default:
                return [next.ToString()];
        }
    }

    private List<string> ReadGroup()
    {
        if (++_depth > MaxDepth)
        {
            _at = _pattern.Length;
            return Nothing;
        }

        var isAssertion = false;
        if (Take('?'))
        {
            isAssertion = _at < _pattern.Length && _pattern[_at] is '=' or '!';
            if (Take('<'))
            {
                isAssertion = _at < _pattern.Length && _pattern[_at] is '=' or '!';
                _at = isAssertion ? _at + 1 : Math.Max(_at, _pattern.IndexOf('>', _at) + 1);
            }
            else
            {
                _at = Math.Min(_at + 1, _pattern.Length);
            }
        }

        var inner = ReadAlternatives();
        Take(')');
        _depth--;
        return isAssertion ? Nothing : inner;
    }

    private List<string> ReadEscape()
    {
        var next = _pattern[_at++];
        switch (next)
        {
            case 'd':
                return ["0", "1", "9"];
            case 'w':
                return ["a", "0", "_", "Z"];
            case 's':
                return [" ", "\t"];
            case 'D' or 'W' or 'S':
                return [next == 'W' ? "-" : "a", next == 'S' ? "0" : " "];
            case 'b' or 'B':
                return Nothing;
            case 't':
                return ["\t"];
            case 'n':
                return ["\n"];
            case 'r':
                return ["\r"];
            case 'u' or 'x' when ReadCode(next == 'u' ? 4 : 2) is { } code:
                return [code];
            case 'p' or 'P':
                _at = Math.Max(_at, _pattern.IndexOf('}', _at) + 1);
                return ["A", "a", "0", "-"];
            default:
                return [next.ToString()];
        }
    }

    private string? ReadCode(int digits)
    {
        if (_at + digits > _pattern.Length
            || !int.TryParse(
                _pattern.AsSpan(_at, digits), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code)
            || char.IsSurrogate((char)code))
            return null;
        _at += digits;
        return ((char)code).ToString();
    }

    /// <summary>The ends of its ranges; of a negated class plain characters that it does not name.</summary>
    private List<string> ReadClass()
    {
        var isNegated = Take('^');
        var named = new List<(char From, char To)>();
        while (_at < _pattern.Length && _pattern[_at] != ']')
        {
            var from = ReadClassPart();
            var to = from;
            if (_at + 1 < _pattern.Length && _pattern[_at] == '-' && _pattern[_at + 1] != ']')
            {
                _at++;
                to = ReadClassPart();
            }

            named.AddRange(from.Zip(to, (first, last) => (first[0], last[^1])));
        }

        Take(']');
        IEnumerable<char> characters = isNegated
            ? "a0 -Z_.".Where(c => !named.Exists(range => range.From <= c && c <= range.To))
            : named.SelectMany(range => new[] { range.From, range.To }).Distinct();
        var samples = characters.Where(c => !char.IsSurrogate(c)).Select(c => c.ToString()).ToList();
        return samples.Count == 0 ? ["a"] : Cut(samples);
    }

    private List<string> ReadClassPart()
    {
        var next = _pattern[_at++];
        return next == '\\' && _at < _pattern.Length
            ? [.. ReadEscape().Where(text => text.Length > 0).DefaultIfEmpty("\b")]
            : [next.ToString()];
    }

    private bool Take(char expected)
    {
        if (_at >= _pattern.Length || _pattern[_at] != expected)
            return false;
        _at++;
        return true;
    }

    private static List<string> Cut(List<string> samples)
    {
        var kept = samples.Where(text => text.Length <= MaxLength).Distinct(StringComparer.Ordinal).Take(MaxSamples);
        return [.. kept.DefaultIfEmpty("")];
    }
}
