using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SchemaRegistry.Registry.Tests.Http.Scripts;

/// <summary>
/// Compares JSON with a pattern. An object must have the members of the pattern and may have others; arrays and
/// scalars are equal. Of the pattern's texts, <c>@any</c> is anything but null, <c>@absent</c> no member at all,
/// <c>@~part</c> a text that contains the part, <c>@!part</c> one that does not, <c>@=name</c> anything, which the
/// name stands for from then on, <c>@#3</c> an array of three. An array that begins with <c>@set</c> may be in any
/// order. The member <c>@members</c> of an object lists the names of all members in order.
/// </summary>
internal sealed class JsonPattern(IDictionary<string, string> captures)
{
    /// <summary>What differs first, with its place; null when the JSON fits.</summary>
    public string? Difference(JsonNode? pattern, JsonNode? actual, string place = "$") => (pattern, actual) switch
    {
        (JsonObject expected, JsonObject found) => ObjectDifference(expected, found, place),
        (JsonArray expected, JsonArray found) => ArrayDifference(expected, found, place),
        _ when TextOf(pattern) is ['@', ..] text => SpecialDifference(text, actual, place),
        _ => JsonNode.DeepEquals(pattern, actual) ? null : Differs(pattern, actual, place),
    };

    private string? ObjectDifference(JsonObject pattern, JsonObject actual, string place)
    {
        foreach (var (name, expected) in pattern)
        {
            if (MemberDifference(name, expected, actual, place) is { } difference)
                return difference;
        }

        return null;
    }

    private string? MemberDifference(string name, JsonNode? pattern, JsonObject actual, string place)
    {
        if (name == "@members")
        {
            var members = new JsonArray([.. actual.Select(member => JsonValue.Create(member.Key))]);
            return Difference(pattern, members, place + " members");
        }

        if (IsText(pattern, "@absent"))
            return actual.ContainsKey(name) ? $"{place}.{name} is there: {actual[name]?.ToJsonString()}" : null;
        return Difference(pattern, actual[name], $"{place}.{name}");
    }

    private string? ArrayDifference(JsonArray pattern, JsonArray actual, string place)
    {
        if (pattern.Count > 0 && IsText(pattern[0], "@set"))
            return SetDifference([.. pattern.Skip(1)], actual, place);
        if (pattern.Count != actual.Count)
            return Differs(pattern, actual, place);
        return pattern.Select((expected, index) => Difference(expected, actual[index], $"{place}[{index}]"))
            .FirstOrDefault(difference => difference is not null);
    }

    private string? SetDifference(List<JsonNode?> pattern, JsonArray actual, string place)
    {
        var left = actual.ToList();
        foreach (var expected in pattern)
        {
            var index = left.FindIndex(item => Difference(expected, item, place) is null);
            if (index < 0)
                return $"{place} lacks {expected?.ToJsonString()}: {actual.ToJsonString()}";
            left.RemoveAt(index);
        }

        return left.Count == 0 ? null : $"{place} has also {left[0]?.ToJsonString()}";
    }

    private string? SpecialDifference(string special, JsonNode? actual, string place)
    {
        var text = TextOf(actual);
        var fits = special[1..] switch
        {
            "any" => actual is not null,
            ['~', .. var part] => text?.Contains(part, StringComparison.Ordinal) == true,
            ['!', .. var part] => text?.Contains(part, StringComparison.Ordinal) == false,
            ['#', .. var count] => (actual as JsonArray)?.Count == int.Parse(count, CultureInfo.InvariantCulture),
            ['=', .. var name] => Capture(name, text ?? actual?.ToJsonString()),
            _ => throw new FormatException($"{special} is no pattern."),
        };
        return fits ? null : $"{place}: {special} does not fit {actual?.ToJsonString() ?? "null"}";
    }

    private bool Capture(string name, string? text)
    {
        if (text is not null)
            captures[name] = text;
        return text is not null;
    }

    private static bool IsText(JsonNode? node, string text) => TextOf(node) == text;

    private static string? TextOf(JsonNode? node) =>
        node?.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : null;

    private static string Differs(JsonNode? expected, JsonNode? actual, string place) =>
        $"{place} should be {expected?.ToJsonString() ?? "null"}, is {actual?.ToJsonString() ?? "null"}";
}
