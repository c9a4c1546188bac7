using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SchemaRegistry.Formats.Tests.JsonSchema.Compatibility;

/// <summary>JSON pointers, followed by the library of .NET.</summary>
internal static class Pointers
{
    public static JsonNode? Find(JsonNode? root, string pointer)
    {
        var at = root;
        foreach (var token in pointer.Split('/').Skip(1))
        {
            var key = token.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            at = at is JsonArray list ? list[int.Parse(key, CultureInfo.InvariantCulture)] : at!.AsObject()[key];
        }

        return at;
    }

    /// <summary>Whether the bytes begin with that value.</summary>
    public static bool StartsWith(ReadOnlySpan<byte> utf8, JsonNode? value)
    {
        var reader = new Utf8JsonReader(utf8, isFinalBlock: false, default);
        using var read = JsonDocument.ParseValue(ref reader);
        return JsonNode.DeepEquals(JsonNode.Parse(read.RootElement.GetRawText()), value);
    }
}
