using System.Globalization;
using Spectre.Console;

namespace SchemaRegistry.Cli.Output;

/// <summary>
/// A line for each fact and a table for each part; tables of at most <see cref="CliLimits.TableRows"/> rows.
/// </summary>
internal sealed class TextReport : ReportOutput
{
    public TextReport()
    {
        // Another program reads it: a row must stay a line.
        if (Console.IsOutputRedirected)
            AnsiConsole.Profile.Width = CliLimits.WidthWithoutTerminal;
    }

    public override void WriteRows(RowSet rows)
    {
        foreach (var some in rows.Rows.Chunk(CliLimits.TableRows).DefaultIfEmpty([]))
            WriteTable(rows.Columns, some);
    }

    public override void WriteThing(IReadOnlyList<Fact> facts, IReadOnlyList<RowSet> parts)
    {
        var width = facts.Max(fact => fact.Name.Length);
        foreach (var fact in facts)
            Console.WriteLine($"{fact.Name.PadRight(width)}  {TextOf(fact.Value, "-")}");
        foreach (var part in parts)
        {
            Console.WriteLine(part.Rows.Count > 0 ? part.Name : $"{part.Name.PadRight(width)}  none");
            if (part.Rows.Count > 0)
                WriteRows(part);
        }
    }

    private static void WriteTable(IReadOnlyList<Column> columns, object?[][] rows)
    {
        var table = new Table();
        foreach (var (index, column) in columns.Index())
        {
            var header = new TableColumn(new Text(column.Name));
            table.AddColumn(rows.Any(row => row[index] is int or long) ? header.RightAligned() : header);
        }

        foreach (var row in rows)
            table.AddRow(columns.Select((column, index) => new Text(TextOf(row[index], column.WhenMissing))));
        AnsiConsole.Write(table);
    }

    private static string TextOf(object? cell, string whenMissing) => cell switch
    {
        null => whenMissing,
        bool truth => truth ? "yes" : "no",
        IEnumerable<int> numbers => ListOf(numbers.Select(n => n.ToString(CultureInfo.InvariantCulture)), whenMissing),
        IEnumerable<string> texts => ListOf(texts.Select(PrintableText.Of), whenMissing),
        _ => PrintableText.Of(Convert.ToString(cell, CultureInfo.InvariantCulture)!),
    };

    private static string ListOf(IEnumerable<string> texts, string whenEmpty) =>
        string.Join(", ", texts) is { Length: > 0 } list ? list : whenEmpty;
}
