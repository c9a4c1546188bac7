namespace SchemaRegistry.Cli.Output;

/// <summary>Prints on standard output what a command found.</summary>
internal abstract class ReportOutput
{
    public static ReportOutput Create(OutputKind kind) =>
        kind == OutputKind.Table ? new TextReport() : new JsonReport(Console.OpenStandardOutput());

    /// <summary>Many things, a row each: in JSON a line each.</summary>
    public abstract void WriteRows(RowSet rows);

    /// <summary>One thing with its parts: in JSON one line.</summary>
    public abstract void WriteThing(IReadOnlyList<Fact> facts, IReadOnlyList<RowSet> parts);
}
