using System.Globalization;
using SchemaRegistry.Formats.JsonSchema.Dialects;
using SchemaRegistry.Formats.JsonSchema.Model;
using SchemaRegistry.Formats.JsonSchema.Patterns;

namespace SchemaRegistry.Formats.JsonSchema.Parsing;

/// <summary>The shapes of the values of keywords; of those that hold schemas only the outer shape.</summary>
internal static class KeywordRules
{
    private static readonly string[] TypeNames =
        ["array", "boolean", "integer", "null", "number", "object", "string"];

    /// <summary>Why the value does not fit the keyword, or null when it does.</summary>
    public static string? Refuse(Keyword keyword, SchemaValue value) => keyword.Shape switch
    {
        KeywordShape.String when !value.IsString => Expected(keyword, "a string", value),
        KeywordShape.Boolean when !value.IsBoolean => Expected(keyword, "a boolean", value),
        KeywordShape.Number when !value.IsNumber => Expected(keyword, "a number", value),
        KeywordShape.PositiveNumber when !IsPositive(value) => Expected(keyword, "a number above 0", value),
        KeywordShape.Count when !IsCount(value) => Expected(keyword, "an integer that is not negative", value),
        KeywordShape.Array when !value.IsArray => Expected(keyword, "a list", value),
        KeywordShape.Names when !AreNames(value) => Expected(keyword, "a list of strings", value),
        KeywordShape.NamesMap when !value.IsObject || !value.Members.All(member => AreNames(member.Value)) =>
            Expected(keyword, "an object whose members are lists of strings", value),
        KeywordShape.TypeNames => RefuseTypes(keyword, value),
        KeywordShape.Reference when !value.IsString => Expected(keyword, "a string", value),
        KeywordShape.SchemaArray when !value.IsArray => Expected(keyword, "a list of schemas", value),
        KeywordShape.SchemaMap or KeywordShape.PatternMap or KeywordShape.SchemaOrNamesMap when !value.IsObject =>
            Expected(keyword, "an object", value),
        KeywordShape.Pattern when !value.IsString => Expected(keyword, "a string", value),
        KeywordShape.Pattern => RefusePattern(value.Text),
        _ => null,
    };

    /// <summary>Why a regular expression can not be run, or null when it can.</summary>
    public static string? RefusePattern(string pattern) =>
        EcmaPattern.Translate(pattern, out var reason) is null
            ? $"The regular expression '{Shorten(pattern)}' is not valid: {reason}"
            : null;

    public static bool AreNames(SchemaValue value) => value.IsArray && value.Items.All(item => item.IsString);

    public static string Named(SchemaValueKind kind) => kind switch
    {
        SchemaValueKind.Null => "null",
        SchemaValueKind.True or SchemaValueKind.False => "a boolean",
        SchemaValueKind.Number => "a number",
        SchemaValueKind.String => "a string",
        SchemaValueKind.Array => "a list",
        _ => "an object",
    };

    private static string? RefuseTypes(Keyword keyword, SchemaValue value)
    {
        var names = value.IsArray ? value.Items : [value];
        if (names.Count == 0)
            return Expected(keyword, "the name of a type or a list of at least one", value);
        foreach (var name in names)
        {
            if (!name.IsString)
                return Expected(keyword, "the name of a type or a list of such names", name);
            if (!TypeNames.Contains(name.Text))
                return $"There is no type '{Shorten(name.Text)}': the types are {string.Join(", ", TypeNames)}";
        }

        return null;
    }

    private static bool IsPositive(SchemaValue value) =>
        value.IsNumber && !value.Text.StartsWith('-')
        && value.Text.AsSpan(0, MantissaLength(value.Text)).IndexOfAnyInRange('1', '9') >= 0;

    private static int MantissaLength(string number)
    {
        var exponent = number.AsSpan().IndexOfAny('e', 'E');
        return exponent < 0 ? number.Length : exponent;
    }

    private static bool IsCount(SchemaValue value) =>
        value.IsNumber
        && double.TryParse(value.Text, CultureInfo.InvariantCulture, out var number)
        && number >= 0 && Math.Floor(number) == number;

    private static string Expected(Keyword keyword, string wanted, SchemaValue value) =>
        $"'{keyword.Name}' has to be {wanted}, not {Named(value.Kind)}"
        + (value.IsNumber || value.IsString ? $" '{Shorten(value.Text)}'" : "");

    private static string Shorten(string text) => text.Length <= 80 ? text : string.Concat(text.AsSpan(0, 77), "...");
}
