using Microsoft.AspNetCore.Http;

namespace SchemaRegistry.Server.Hosting;

/// <summary>
/// A header that the operator wants in every answer. In a setting it is <c>set NAME: VALUE</c> or
/// <c>add NAME: VALUE</c>; several are separated by commas, and one that has a comma stands in double quotes.
/// </summary>
public sealed record ResponseHeader(string Name, string Value, bool IsAdded)
{
    internal void WriteTo(IHeaderDictionary headers)
    {
        if (IsAdded)
            headers.Append(Name, Value);
        else
            headers[Name] = Value;
    }

    internal static bool TryParseList(string text, out IReadOnlyList<ResponseHeader> headers)
    {
        var parsed = new List<ResponseHeader>();
        headers = parsed;
        foreach (var item in Split(text))
        {
            if (item.Length == 0)
                continue;
            if (TryParse(item) is not { } header)
                return false;
            parsed.Add(header);
        }

        return true;
    }

    private static ResponseHeader? TryParse(string text)
    {
        var blank = text.IndexOf(' ');
        var colon = text.IndexOf(':');
        if (blank < 0 || colon < blank)
            return null;
        var (action, name, value) = (text[..blank], text[blank..colon].Trim(), text[(colon + 1)..].Trim());
        var isLegal = action is "set" or "add"
            && name.Length > 0
            && name.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c))
            && value.All(c => c is >= ' ' and <= '~');
        return isLegal ? new ResponseHeader(name, value, action == "add") : null;
    }

    private static IEnumerable<string> Split(string text)
    {
        var start = 0;
        var isQuoted = false;
        for (var index = 0; index <= text.Length; index++)
        {
            if (index < text.Length && text[index] == '"')
                isQuoted = !isQuoted;
            if (index == text.Length || (text[index] == ',' && !isQuoted))
            {
                yield return text[start..index].Trim().Trim('"').Trim();
                start = index + 1;
            }
        }
    }
}
