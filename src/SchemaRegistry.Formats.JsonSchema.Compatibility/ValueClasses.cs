using System.Globalization;
using System.Text;
using SchemaRegistry.Formats.JsonSchema.Shapes;
using SchemaRegistry.Formats.JsonSchema.Model;

namespace SchemaRegistry.Formats.JsonSchema.Compatibility;

/// <summary>
/// Gives equal JSON values the same number, whatever the order of their keys and the spelling of their numbers. One
/// object numbers the values of all compared documents; each value is looked at once.
/// </summary>
internal sealed class ValueClasses(WorkBudget budget)
{
    private readonly Dictionary<SchemaValue, int> _known = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, int> _classes = new(StringComparer.Ordinal);

    public bool AreEqual(SchemaValue? one, SchemaValue? other) =>
        one is null || other is null ? one == other : ClassOf(one) == ClassOf(other);

    public HashSet<int> ClassesOf(IReadOnlyList<SchemaValue> values) => [.. values.Select(ClassOf)];

    public int ClassOf(SchemaValue value)
    {
        if (!_known.ContainsKey(value))
            Number(value);
        return _known[value];
    }

    /// <summary>The parts of a value before the value, with a stack of its own: values are as deep as texts.</summary>
    private void Number(SchemaValue value)
    {
        var waiting = new Stack<(SchemaValue Value, bool AreItsPartsKnown)>();
        waiting.Push((value, false));
        while (waiting.TryPop(out var next))
        {
            if (next.AreItsPartsKnown)
            {
                budget.Spend(1);
                var content = Describe(next.Value);
                if (!_classes.TryGetValue(content, out var number))
                    _classes.Add(content, number = _classes.Count);
                _known[next.Value] = number;
                continue;
            }

            if (_known.ContainsKey(next.Value))
                continue;
            waiting.Push((next.Value, true));
            foreach (var item in next.Value.Items)
                waiting.Push((item, false));
            foreach (var member in next.Value.Members)
                waiting.Push((member.Value, false));
        }
    }

    /// <summary>Parts are described by their numbers, so that a description is as long as the value is wide.</summary>
    private string Describe(SchemaValue value) => value.Kind switch
    {
        SchemaValueKind.Null => "n",
        SchemaValueKind.True => "t",
        SchemaValueKind.False => "f",
        SchemaValueKind.String => "\"" + value.Text,
        SchemaValueKind.Number => DescribeNumber(value.Text),
        SchemaValueKind.Array => DescribeArray(value),
        _ => DescribeObject(value),
    };

    private static string DescribeNumber(string spelling) => ExactDecimal.Parse(spelling) is { } number
        ? string.Create(CultureInfo.InvariantCulture, $"{number.Digits}e{number.Exponent}")
        : spelling;

    private string DescribeArray(SchemaValue array)
    {
        var text = new StringBuilder("[");
        foreach (var item in array.Items)
            text.Append(CultureInfo.InvariantCulture, $"{_known[item]},");
        return text.ToString();
    }

    private string DescribeObject(SchemaValue value)
    {
        var text = new StringBuilder("{");
        foreach (var member in value.Members.OrderBy(member => member.Key, StringComparer.Ordinal))
        {
            // The length in front keeps any key from looking like a number.
            text.Append(CultureInfo.InvariantCulture, $"{member.Key.Length}:{member.Key}={_known[member.Value]},");
        }

        return text.ToString();
    }
}
