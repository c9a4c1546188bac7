namespace SchemaRegistry.Cli.Output;

internal static class PrintableText
{
    /// <summary>
    /// Names and values come from other people's clients: they must neither end a line nor steer the terminal.
    /// </summary>
    public static string Of(string text) => text.Any(char.IsControl)
        ? string.Concat(text.Select(c => char.IsControl(c) ? '\uFFFD' : c))
        : text;
}
