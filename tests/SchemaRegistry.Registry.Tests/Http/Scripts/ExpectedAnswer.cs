using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SchemaRegistry.Registry.Tests.Http.Scripts;

/// <summary>
/// The right side of an arrow: <c>200</c> with any body, <c>200 pattern</c> (<see cref="JsonPattern"/>),
/// <c>200 =JSON</c> equal to the last member, <c>200 @empty</c>, <c>200 `text`</c> for a body that is no JSON,
/// <c>!40401</c> an error with its code, its status and perhaps its message, whole or in parts.
/// </summary>
internal static class ExpectedAnswer
{
    /// <summary>What is wrong with the answer, or null.</summary>
    public static string? Difference(string expected, int status, string body, IDictionary<string, string> captures)
    {
        var space = expected.IndexOf(' ', StringComparison.Ordinal);
        var (head, rest) = space < 0 ? (expected, "") : (expected[..space], expected[(space + 1)..].Trim());
        if (head.StartsWith('!'))
            return ErrorDifference(Number(head[1..]), rest, status, body);
        if (status != Number(head))
            return $"status {status} instead of {head}";
        return BodyDifference(rest, body, captures);
    }

    private static string? BodyDifference(string expected, string body, IDictionary<string, string> captures)
    {
        switch (expected)
        {
            case "":
                return null;
            case "@empty":
                return body.Length == 0 ? null : "the body is not empty";
            case ['`', .. var text, '`']:
                return body == text ? null : $"the body should be {text}";
        }

        if (Parse(body) is not { } actual)
            return "the body is no JSON";
        return expected.StartsWith('=')
            ? JsonNode.DeepEquals(JsonNode.Parse(ScriptTexts.Json(expected[1..])), actual) ? null : $"the body should be {expected[1..]}"
            : new JsonPattern(captures).Difference(JsonNode.Parse(ScriptTexts.Json(expected)), actual);
    }

    private static string? ErrorDifference(int code, string expected, int status, string body)
    {
        if (status != (code >= 1000 ? code / 100 : code))
            return $"status {status} instead of that of {code}";
        if (Parse(body) is not JsonObject { Count: 2 } error || error["message"]?.GetValueKind() != JsonValueKind.String)
            return "the body is not error_code and message";
        if (error["error_code"]?.ToJsonString() != code.ToString(CultureInfo.InvariantCulture))
            return $"not error_code {code}";

        var message = error["message"]!.GetValue<string>();
        if (expected.Length == 0)
            return null;
        if (!expected.StartsWith('~'))
            return message == expected ? null : $"the message should be: {expected}";
        return expected[1..].Split(" ~").FirstOrDefault(part => !message.Contains(part, StringComparison.Ordinal)) is { } missing
            ? $"the message should contain: {missing}"
            : null;
    }

    private static JsonNode? Parse(string body)
    {
        try
        {
            return JsonNode.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
