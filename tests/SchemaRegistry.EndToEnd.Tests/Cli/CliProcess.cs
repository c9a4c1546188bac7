using System.Diagnostics;
using System.Text;
using SchemaRegistry.EndToEnd.Tests.Processes;

namespace SchemaRegistry.EndToEnd.Tests.Cli;

/// <summary>The built executable, run to its end with the given words; what it printed is kept whole.</summary>
internal static class CliProcess
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    public static Task<CliResult> RunAsync(params string[] words) => RunAsync(words, input: null);

    /// <param name="words">The command and its options.</param>
    /// <param name="input">What stands on standard input; null for nothing.</param>
    public static async Task<CliResult> RunAsync(IReadOnlyList<string> words, string? input)
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
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
            await process.WaitForExitAsync(limit.Token);
            return new CliResult(process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }
}
