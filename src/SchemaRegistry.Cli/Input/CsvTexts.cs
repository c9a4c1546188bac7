using System.Globalization;

namespace SchemaRegistry.Cli.Input;

/// <summary>
/// Whether a text of a CSV file may be taken for a number or a boolean: only when it is printed again as it was, so
/// that nothing is lost (<c>007</c> and <c>1.50</c> stay texts).
/// </summary>
internal static class CsvTexts
{
    public static bool Fits(string text, CsvColumn type) => type switch
    {
        CsvColumn.Boolean => text is "true" or "false",
        CsvColumn.Number => IsInteger(text) || IsReal(text),
        _ => true,
    };

    public static bool IsScalar(string text) => Fits(text, CsvColumn.Number) || Fits(text, CsvColumn.Boolean);

    private static bool IsInteger(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
        && value.ToString(CultureInfo.InvariantCulture) == text;

    private static bool IsReal(string text) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture, out var value)
        && double.IsFinite(value)
        && text != "-0" // As JSON it is an integer, whose zero has no sign.
        && value.ToString("R", CultureInfo.InvariantCulture) == text;
}
