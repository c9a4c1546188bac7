using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace SchemaRegistry.EndToEnd.Tests.Cli;

/// <summary>
/// One spelling for values that are equal: members sorted by name, members that are null left out, a number by its
/// value.
/// </summary>
internal static class CanonicalJson
{
    /// <summary>Integers up to it are exact as a double: 2⁵³.</summary>
    private const double MaxExactInteger = 9007199254740992;

    public static string Of(JsonElement value)
    {
        var text = new StringBuilder();
        Append(text, value);
        return text.ToString();
    }

    /// <summary>SHA-256 over rows in their order, in hexadecimal digits.</summary>
    public static string Checksum(IEnumerable<string> rows)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var row in rows)
            hash.AppendData(Encoding.UTF8.GetBytes(row + "\n"));
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    public static string NumberOf(string text)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer))
            return integer.ToString(CultureInfo.InvariantCulture);
        var real = double.Parse(text, CultureInfo.InvariantCulture);
        return double.IsInteger(real) && Math.Abs(real) <= MaxExactInteger
            ? ((long)real).ToString(CultureInfo.InvariantCulture)
            : real.ToString("R", CultureInfo.InvariantCulture);
    }

    private static void Append(StringBuilder text, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                AppendObject(text, value);
                break;
            case JsonValueKind.Array:
                text.Append('[');
                foreach (var item in value.EnumerateArray())
                {
                    Append(text, item);
                    text.Append(',');
                }

                text.Append(']');
                break;
            case JsonValueKind.String:
                text.Append(JsonSerializer.Serialize(value.GetString()));
                break;
            case JsonValueKind.Number:
                text.Append(NumberOf(value.GetRawText()));
                break;
            default:
                text.Append(value.GetRawText());
                break;
        }
    }

    private static void AppendObject(StringBuilder text, JsonElement value)
    {
        text.Append('{');
        var members = value.EnumerateObject()
            .Where(member => member.Value.ValueKind != JsonValueKind.Null)
            .OrderBy(member => member.Name, StringComparer.Ordinal);
        foreach (var member in members)
        {
            text.Append(JsonSerializer.Serialize(member.Name)).Append(':');
            Append(text, member.Value);
            text.Append(',');
        }

        text.Append('}');
    }
}
