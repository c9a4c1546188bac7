using System.Diagnostics;

namespace SchemaRegistry.TopicLog.Tests.Clients;

/// <summary>Debian's kcat as a process; a test that needs it skips, visibly, where it is not installed.</summary>
internal static class Kcat
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<string> RunAsync(TestBroker broker, string input, params string[] arguments)
    {
        using var process = Start(broker, arguments);
        using var patience = new CancellationTokenSource(Patience);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(patience.Token);
        var errors = process.StandardError.ReadToEndAsync(patience.Token);
        try
        {
            await process.WaitForExitAsync(patience.Token);
            Assert.True(process.ExitCode == 0,
                $"kcat {string.Join(' ', arguments)} ended with {process.ExitCode}: {await errors}");
            return await output;
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }

    /// <summary>Waits for the first lines of its output, and kills it then without a farewell to the broker.</summary>
    public static async Task<List<string>> RunAndKillAsync(TestBroker broker, int lines, params string[] arguments)
    {
        using var process = Start(broker, arguments);
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var output = new List<string>();
            while (output.Count < lines && await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
                output.Add(line);
            return output;
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static Process Start(TestBroker broker, string[] arguments) =>
        Process.Start(new ProcessStartInfo(Find(), ["-b", broker.Bootstrap, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

    private static string Find()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var path = folders.Select(folder => Path.Combine(folder, "kcat")).FirstOrDefault(File.Exists);
        if (path is null)
            Assert.Skip("kcat is not installed (Debian: apt-get install kcat).");

        return path;
    }
}
