namespace SchemaRegistry.EndToEnd.Tests.Cli;

/// <summary>How a run of the executable ended and what it printed.</summary>
internal sealed record CliResult(int ExitCode, string Output, string Error)
{
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The run itself when it ended well; otherwise the test fails with what was printed.</summary>
    public CliResult Succeeded()
    {
        Assert.True(ExitCode == 0, $"exit code {ExitCode}\n{Output}\n{Error}");
        return this;
    }

    /// <summary>The rows of all tables that were printed, headers too: their cells with a space between them.</summary>
    public IEnumerable<string> Rows() =>
        from line in Lines
        where line.StartsWith('│')
        let cells = line.Split('│', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        select string.Join(' ', cells);
}
