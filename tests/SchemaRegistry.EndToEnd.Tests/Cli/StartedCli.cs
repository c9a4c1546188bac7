using System.Diagnostics;
using System.Text;
using SchemaRegistry.EndToEnd.Tests.Processes;

namespace SchemaRegistry.EndToEnd.Tests.Cli;

/// <summary>The built executable while it runs. Disposing kills it by its own handle.</summary>
internal sealed class StartedCli : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    private readonly Process _process;
    private readonly CancellationTokenSource _limit = new(Limit);

    private StartedCli(Process process) => _process = process;

    public static StartedCli Start(params string[] words)
    {
        var start = new ProcessStartInfo(ServerProcess.Executable)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        foreach (var word in words)
            start.ArgumentList.Add(word);
        return new StartedCli(Process.Start(start)!);
    }

    /// <summary>The next line of standard output, as soon as it is there.</summary>
    public async Task<string?> ReadLineAsync() => await _process.StandardOutput.ReadLineAsync(_limit.Token);

    /// <summary>Closes the reading end of standard output, as a pager does that was left.</summary>
    public void StopReading() => _process.StandardOutput.Close();

    /// <summary>Asks it to end, as Ctrl+C does.</summary>
    public async Task TerminateAsync()
    {
        using var terminate = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await terminate.WaitForExitAsync(_limit.Token);
    }

    public async Task<(int ExitCode, string Error)> WaitForExitAsync()
    {
        var error = await _process.StandardError.ReadToEndAsync(_limit.Token);
        await _process.WaitForExitAsync(_limit.Token);
        return (_process.ExitCode, error);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        _limit.Dispose();
    }
}
