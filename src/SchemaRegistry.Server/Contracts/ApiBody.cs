using System.Globalization;
using System.Text.Json;
using SchemaRegistry.Server.Errors;

namespace SchemaRegistry.Server.Contracts;

/// <summary>
/// A JSON object of a request. Unknown members are ignored, of duplicates the last counts; numbers and booleans are
/// taken for texts, digits in a text for a number, a fraction is cut: as the API's JSON library reads them. Anything
/// else is a 400 that names the member.
/// </summary>
internal readonly struct ApiBody(JsonElement json)
{
    public bool Has(string name) => TryGet(name, out _);

    public string? Text(string name) => Find(name) is { } value ? ToText(value, name) : null;

    /// <summary>One of the words of an enumeration, in that very spelling.</summary>
    public string? OneOf(string name, IReadOnlyList<string> words) =>
        Text(name) is not { } text || words.Contains(text)
            ? Text(name)
            : throw new BadRequestException(
                400, $"Cannot deserialize `{name}` from \"{text}\": not one of the values [{string.Join(", ", words)}]");

    public int? Int(string name)
    {
        if (Find(name) is not { } value)
            return null;
        var isNumber = value.ValueKind is JsonValueKind.Number or JsonValueKind.String
            && double.TryParse(ToText(value, name), CultureInfo.InvariantCulture, out var number)
            && number is >= int.MinValue and <= int.MaxValue;
        return isNumber
            ? (int)double.Parse(ToText(value, name), CultureInfo.InvariantCulture)
            : throw BadRequestException.WrongType(name, "an integer", value.ValueKind);
    }

    public bool? Bool(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { ValueKind: JsonValueKind.String } text when bool.TryParse(text.GetString(), out var value) => value,
        { } other => throw BadRequestException.WrongType(name, "a boolean", other.ValueKind),
    };

    public ApiBody? Object(string name) => Find(name) is { } value
        ? value.ValueKind == JsonValueKind.Object ? new ApiBody(value) : throw BadRequestException.WrongType(name, "an object", value.ValueKind)
        : null;

    public IReadOnlyList<ApiBody>? Objects(string name)
    {
        if (Find(name) is not { } value)
            return null;
        if (value.ValueKind != JsonValueKind.Array
            || value.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.Object))
            throw BadRequestException.WrongType(name, "an array of objects", value.ValueKind);
        return [.. value.EnumerateArray().Select(item => new ApiBody(item))];
    }

    /// <summary>Texts in the order of the body.</summary>
    public IReadOnlyList<string>? TextList(string name)
    {
        if (Find(name) is not { } value)
            return null;
        return value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Select(item => ToText(item, name))]
            : throw BadRequestException.WrongType(name, "an array of texts", value.ValueKind);
    }

    public SortedSet<string>? Texts(string name)
    {
        if (Find(name) is not { } value)
            return null;
        if (value.ValueKind != JsonValueKind.Array)
            throw BadRequestException.WrongType(name, "an array of texts", value.ValueKind);
        return new SortedSet<string>(value.EnumerateArray().Select(item => ToText(item, name)), StringComparer.Ordinal);
    }

    public SortedDictionary<string, string>? TextMap(string name) => Map(name, value => ToText(value, name));

    public SortedDictionary<string, SortedSet<string>>? TextsMap(string name) => Map(name, value =>
        value.ValueKind == JsonValueKind.Array
            ? new SortedSet<string>(value.EnumerateArray().Select(item => ToText(item, name)), StringComparer.Ordinal)
            : throw BadRequestException.WrongType(name, "arrays of texts", value.ValueKind));

    private SortedDictionary<string, T>? Map<T>(string name, Func<JsonElement, T> read)
    {
        if (Find(name) is not { } value)
            return null;
        if (value.ValueKind != JsonValueKind.Object)
            throw BadRequestException.WrongType(name, "an object", value.ValueKind);
        var map = new SortedDictionary<string, T>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
            map[Decode(name, () => member.Name)] = read(member.Value);
        return map;
    }

    private JsonElement? Find(string name) =>
        TryGet(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private bool TryGet(string name, out JsonElement value)
    {
        try
        {
            return json.TryGetProperty(name, out value);
        }
        catch (InvalidOperationException)
        {
            // Comparing with a member's name that is half a surrogate pair.
            throw new BadRequestException(400, "The name of a member is not Unicode text");
        }
    }

    private static string ToText(JsonElement value, string name) => value.ValueKind switch
    {
        JsonValueKind.String => Decode(name, () => value.GetString()!),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => throw BadRequestException.WrongType(name, "a text", value.ValueKind),
    };

    /// <summary>Texts are checked only here: for half surrogate pairs, and bytes that are no UTF-8.</summary>
    private static string Decode(string name, Func<string> decode)
    {
        try
        {
            return decode();
        }
        catch (InvalidOperationException)
        {
            throw new BadRequestException(400, $"Cannot deserialize `{name}`: the text is not valid Unicode");
        }
    }
}
