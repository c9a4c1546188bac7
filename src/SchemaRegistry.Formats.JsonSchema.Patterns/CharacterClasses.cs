using System.Collections.Concurrent;
using System.Globalization;

namespace SchemaRegistry.Formats.JsonSchema.Patterns;

/// <summary>The classes that ECMA-262 names: <c>\d</c>, <c>\w</c>, <c>\s</c>, <c>.</c> and <c>\p{…}</c>.</summary>
internal static class CharacterClasses
{
    public static readonly CodePointSet Digits = CodePointSet.Of(('0', '9'));

    public static readonly CodePointSet Word = CodePointSet.Of(('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z'));

    /// <summary>White space and ends of lines, ECMA-262 §12.2 and §12.3.</summary>
    public static readonly CodePointSet Space = CodePointSet.Of(
        (0x09, 0x0D), (0x20, 0x20), (0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200A), (0x2028, 0x2029),
        (0x202F, 0x202F), (0x205F, 0x205F), (0x3000, 0x3000), (0xFEFF, 0xFEFF));

    public static readonly CodePointSet LineEnds = CodePointSet.Of((0x0A, 0x0A), (0x0D, 0x0D), (0x2028, 0x2029));

    public static readonly CodePointSet AnyButLineEnds = LineEnds.Complement();

    private static readonly ConcurrentDictionary<string, CodePointSet?> Properties = new(StringComparer.Ordinal);

    /// <summary>Long and short names of the general categories, with the categories that each takes in.</summary>
    private static readonly Dictionary<string, UnicodeCategory[]> Categories = NameCategories();

    /// <summary>The set of a property's value, or null when it is not known here.</summary>
    public static CodePointSet? FindProperty(string name)
    {
        var value = name;
        if (name.IndexOf('=', StringComparison.Ordinal) is var equals and > 0)
        {
            if (name[..equals] is not ("General_Category" or "gc"))
                return null;
            value = name[(equals + 1)..];
        }

        return value switch
        {
            "Any" => CodePointSet.Of((0, 0x10FFFF)),
            "ASCII" => CodePointSet.Of((0, 0x7F)),
            _ when Categories.TryGetValue(value, out var categories) =>
                Properties.GetOrAdd(value, _ => Collect(categories)),
            _ => null,
        };
    }

    private static CodePointSet Collect(UnicodeCategory[] categories)
    {
        var set = new CodePointSet();
        var first = -1;
        for (var codePoint = 0; codePoint <= 0x110000; codePoint++)
        {
            var isIn = codePoint < 0x110000
                && Array.IndexOf(categories, CharUnicodeInfo.GetUnicodeCategory(codePoint)) >= 0;
            if (isIn && first < 0)
                first = codePoint;
            if (isIn || first < 0)
                continue;
            set.Add(first, codePoint - 1);
            first = -1;
        }

        return set;
    }

    private static Dictionary<string, UnicodeCategory[]> NameCategories()
    {
        var names = new Dictionary<string, UnicodeCategory[]>(StringComparer.Ordinal);
        (string Short, string Long, int[] Members)[] table =
        [
            ("Lu", "Uppercase_Letter", [0]), ("Ll", "Lowercase_Letter", [1]), ("Lt", "Titlecase_Letter", [2]),
            ("Lm", "Modifier_Letter", [3]), ("Lo", "Other_Letter", [4]), ("LC", "Cased_Letter", [0, 1, 2]),
            ("L", "Letter", [0, 1, 2, 3, 4]),
            ("Mn", "Nonspacing_Mark", [5]), ("Mc", "Spacing_Mark", [6]), ("Me", "Enclosing_Mark", [7]),
            ("M", "Mark", [5, 6, 7]),
            ("Nd", "Decimal_Number", [8]), ("Nl", "Letter_Number", [9]), ("No", "Other_Number", [10]),
            ("N", "Number", [8, 9, 10]), ("digit", "digit", [8]), ("punct", "punct", [18, 19, 20, 21, 22, 23, 24]),
            ("Zs", "Space_Separator", [11]), ("Zl", "Line_Separator", [12]), ("Zp", "Paragraph_Separator", [13]),
            ("Z", "Separator", [11, 12, 13]),
            ("Cc", "Control", [14]), ("Cf", "Format", [15]), ("Cs", "Surrogate", [16]), ("Co", "Private_Use", [17]),
            ("Cn", "Unassigned", [29]), ("C", "Other", [14, 15, 16, 17, 29]),
            ("Pc", "Connector_Punctuation", [18]), ("Pd", "Dash_Punctuation", [19]), ("Ps", "Open_Punctuation", [20]),
            ("Pe", "Close_Punctuation", [21]), ("Pi", "Initial_Punctuation", [22]), ("Pf", "Final_Punctuation", [23]),
            ("Po", "Other_Punctuation", [24]), ("P", "Punctuation", [18, 19, 20, 21, 22, 23, 24]),
            ("Sm", "Math_Symbol", [25]), ("Sc", "Currency_Symbol", [26]), ("Sk", "Modifier_Symbol", [27]),
            ("So", "Other_Symbol", [28]), ("S", "Symbol", [25, 26, 27, 28]),
        ];
        foreach (var (brief, full, members) in table)
            names[brief] = names[full] = [.. members.Select(member => (UnicodeCategory)member)];
        return names;
    }
}
