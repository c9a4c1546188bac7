using SchemaRegistry.Cli.Output;

namespace SchemaRegistry.Cli.Admin;

/// <summary>What became of things that were to be deleted: some may be gone though others were refused.</summary>
/// <param name="kind">What they are, in the singular.</param>
internal sealed class Deletions(string kind)
{
    private readonly RowSet _rows = new($"{kind}s", new(kind), new("deleted"), new("problem"));
    private int _exitCode;

    /// <param name="name">What was to be deleted.</param>
    /// <param name="refusal">Why it was not; null when it is gone.</param>
    public void Add(string name, CommandException? refusal)
    {
        _rows.Add(name, refusal is null, refusal?.Message);
        _exitCode = Math.Max(_exitCode, refusal?.ExitCode ?? 0);
    }

    /// <summary>Prints them, the refusals on standard error too; the worst of them is the exit code.</summary>
    public int Write(OutputKind output)
    {
        ReportOutput.Create(output).WriteRows(_rows);
        foreach (var row in _rows.Rows)
        {
            if (row[2] is string problem)
                Console.Error.WriteLine($"error: {problem}");
        }

        return _exitCode;
    }
}
