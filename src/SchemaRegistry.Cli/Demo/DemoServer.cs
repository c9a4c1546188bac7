using System.Diagnostics;
using System.Text.RegularExpressions;

namespace SchemaRegistry.Cli.Demo;

/// <summary>
/// The server of the demo: this very program as <c>serve</c>, in a process of its own, so that it can be killed.
/// </summary>
internal sealed partial class DemoServer : IDisposable
{
    private readonly Process _process;

    private DemoServer(Process process, string registry, string bootstrap)
    {
        _process = process;
        Registry = registry;
        Bootstrap = bootstrap;
    }

    public string Registry { get; }

    public string Bootstrap { get; }

    /// <exception cref="CommandException">The server did not start.</exception>
    public static async Task<DemoServer> StartAsync(string folder, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "schema-registry.dll"));
        foreach (var arg in new[] { "serve", "--data", folder, "--urls", "http://127.0.0.1:0", "--kafka", "127.0.0.1:0" })
            start.ArgumentList.Add(arg);

        var process = Process.Start(start)!;
        try
        {
            var registry = await ReadAsync(process, HttpAddress(), cancellationToken);
            var bootstrap = await ReadAsync(process, KafkaAddress(), cancellationToken);

            // What it prints later has to go somewhere, or its pipe fills.
            _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
            return new DemoServer(process, registry, bootstrap);
        }
        catch
        {
            process.Kill();
            process.Dispose();
            throw;
        }
    }

    /// <summary>Ends the process without a chance to tidy up (kill -9).</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        _process.Kill();
        await _process.WaitForExitAsync(cancellationToken);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static async Task<string> ReadAsync(Process process, Regex pattern, CancellationToken cancellationToken)
    {
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (pattern.Match(line) is { Success: true } match)
                return match.Value;
        }

        throw new CommandException("The demo's server did not start.");
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex HttpAddress();

    [GeneratedRegex(@"(?<!/)127\.0\.0\.1:\d+")]
    private static partial Regex KafkaAddress();
}
