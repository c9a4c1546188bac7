using System.Text;
using SchemaRegistry.Formats.JsonSchema.Canonical;
using SchemaRegistry.Formats.JsonSchema.Validation.Tapes;

namespace SchemaRegistry.Formats.JsonSchema.Validation;

/// <summary>
/// The words of errors. They quote what the schema asks, shortened, and of the datum numbers and counts only: what a
/// string holds may be confidential.
/// </summary>
internal static class ErrorMessages
{
    private const int MaxQuoted = 200;

    public static string Of(Tape tape, SchemaNode node, string keyword, int row, string? detail)
    {
        if (node.IsNever)
            return "The schema allows no value here";
        var asked = AskedBy(node, keyword);
        return keyword switch
        {
            "type" => $"The type has to be {asked}, not {Named(tape.Rows[row].Type)}",
            "enum" => $"The value is none of {asked}",
            "const" => $"The value is not {asked}",
            "minimum" => $"{Number(tape, row)} is below the minimum {asked}",
            "maximum" => $"{Number(tape, row)} is above the maximum {asked}",
            "exclusiveMinimum" => $"{Number(tape, row)} is not above {Exclusive(node, asked, "minimum")}",
            "exclusiveMaximum" => $"{Number(tape, row)} is not below {Exclusive(node, asked, "maximum")}",
            "multipleOf" => $"{Number(tape, row)} is no multiple of {asked}",
            "minLength" => $"The string has fewer than {asked} characters",
            "maxLength" => $"The string has more than {asked} characters",
            "pattern" => $"The string does not match the regular expression {asked}",
            "format" => $"The string is not of the format {asked}",
            "minItems" => $"The list has {tape.Rows[row].Length} items, fewer than {asked}",
            "maxItems" => $"The list has {tape.Rows[row].Length} items, more than {asked}",
            "uniqueItems" => "The list holds an item twice",
            "contains" => "The list holds no item that 'contains' accepts",
            "minContains" => $"The list holds fewer than {asked} items that 'contains' accepts",
            "maxContains" => $"The list holds more than {asked} items that 'contains' accepts",
            "minProperties" => $"The object has {tape.Rows[row].Length} members, fewer than {asked}",
            "maxProperties" => $"The object has {tape.Rows[row].Length} members, more than {asked}",
            "required" => $"The member '{detail}' is missing",
            "dependencies" or "dependentRequired" => $"The member '{detail}' is missing, which another one asks for",
            "anyOf" => "The value is accepted by none of the schemas of 'anyOf'",
            "oneOf" => $"The value is accepted by {detail ?? "none"} of the schemas of 'oneOf' instead of one",
            "not" => "The value is accepted by the schema of 'not'",
            _ => $"The value does not fulfil '{keyword}'",
        };
    }

    private static string AskedBy(SchemaNode node, string keyword) =>
        node.Place.Value[keyword] is { } value ? SchemaPrinter.PrintStart(value, MaxQuoted + 1) : "";

    /// <summary>In draft 4 the bound stands beside.</summary>
    private static string Exclusive(SchemaNode node, string asked, string keyword) =>
        asked == "true" ? AskedBy(node, keyword) : asked;

    private static string Number(Tape tape, int row) => Shorten(Encoding.ASCII.GetString(tape.Raw(row)));

    private static string Named(TypeMask type) => type switch
    {
        TypeMask.Null => "null",
        TypeMask.Boolean => "boolean",
        TypeMask.Object => "object",
        TypeMask.Array => "array",
        TypeMask.String => "string",
        TypeMask.Number => "number",
        _ => "integer",
    };

    private static string Shorten(string text) =>
        text.Length <= MaxQuoted ? text : string.Concat(text.AsSpan(0, MaxQuoted), "…");
}
