using System.Globalization;

namespace SchemaRegistry.Formats.JsonSchema.Patterns;

/// <summary>The capturing groups of an expression, numbered by their opening parentheses from 1.</summary>
internal sealed class EcmaGroups
{
    private readonly Dictionary<int, int> _numbers = [];
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);

    /// <summary>Whether a reference leads back to any group.</summary>
    public bool AreReferenced { get; private set; }

    public static EcmaGroups Scan(string pattern)
    {
        var groups = new EcmaGroups();
        var isInBrackets = false;
        for (var index = 0; index < pattern.Length; index++)
        {
            switch (pattern[index])
            {
                case '\\':
                    index++;
                    var next = index < pattern.Length ? pattern[index] : ' ';
                    groups.AreReferenced |= !isInBrackets && next is 'k' or (>= '1' and <= '9');
                    break;
                case '[':
                    isInBrackets = true;
                    break;
                case ']':
                    isInBrackets = false;
                    break;
                case '(' when !isInBrackets:
                    groups.AddAt(pattern, index);
                    break;
            }
        }

        return groups;
    }

    public int NumberAt(int position) => _numbers[position];

    /// <summary>The number of a group by its name or by its number as text.</summary>
    public int? Find(string name)
    {
        if (_names.TryGetValue(name, out var named))
            return named;
        return int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= 1 && number <= _numbers.Count
                ? number
                : null;
    }

    private void AddAt(string pattern, int position)
    {
        var rest = pattern.AsSpan(position + 1);
        var isNamed = rest.StartsWith("?<") && !rest.StartsWith("?<=") && !rest.StartsWith("?<!");
        if (rest.StartsWith("?") && !isNamed)
            return;
        var number = _numbers.Count + 1;
        _numbers.Add(position, number);
        if (isNamed && rest.IndexOf('>') is var end and > 2)
            _names.TryAdd(rest[2..end].ToString(), number);
    }
}
