using System.Diagnostics;

namespace SchemaRegistry.TopicLog.Tests.Clients;

/// <summary>Debian's kcat as a process; a test that needs it skips, visibly, where it is not installed.</summary>
internal static class Kcat
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<string> RunAsync(TestBroker broker, string input, params string[] arguments)
    {
        var path = Find();
        var start = new ProcessStartInfo(path, ["-b", broker.Bootstrap, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
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

    private static string Find()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var path = folders.Select(folder => Path.Combine(folder, "kcat")).FirstOrDefault(File.Exists);
        if (path is null)
            Assert.Skip("kcat is not installed (Debian: apt-get install kcat).");

        return path;
    }
}
