using System.Diagnostics;

namespace SchemaRegistry.Cli.Output;

/// <summary>
/// Tells how far long work is, on standard error: in place on a terminal, else a line every few seconds.
/// </summary>
internal sealed class Progress(string verb)
{
    private readonly bool _isTerminal = !Console.IsErrorRedirected;
    private long _told = Stopwatch.GetTimestamp();
    private bool _hasLine;

    public void Report(long count)
    {
        if (Stopwatch.GetElapsedTime(_told) < CliLimits.ProgressInterval)
            return;
        _told = Stopwatch.GetTimestamp();
        if (_isTerminal)
            Console.Error.Write($"\r{count:N0} {verb}");
        else
            Console.Error.WriteLine($"{count} {verb}");
        _hasLine = _isTerminal;
    }

    /// <summary>Ends the line that is rewritten in place.</summary>
    public void Clear()
    {
        if (_hasLine)
            Console.Error.WriteLine();
        _hasLine = false;
    }
}
