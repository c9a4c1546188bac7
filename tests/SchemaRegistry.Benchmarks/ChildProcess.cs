using System.Diagnostics;
using System.Text.RegularExpressions;
using SchemaRegistry.TestKit;

namespace SchemaRegistry.Benchmarks;

/// <summary>
/// A process that a scenario starts and ends by its own handle; its standard output is read line by line.
/// </summary>
internal sealed partial class ChildProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ChildProcess(Process process) => _process = process;

    public static string ServerExecutable { get; } = Repository.File(
        $"src/SchemaRegistry.Cli/bin/{Configuration()}/net10.0/schema-registry");

    /// <summary>This program with one of its child verbs.</summary>
    public static ChildProcess StartSelf(params string[] args) => Start(Environment.ProcessPath!, args);

    public static ChildProcess Start(string executable, params string[] args)
    {
        var start = new ProcessStartInfo(executable) { RedirectStandardOutput = true };
        foreach (var arg in args)
            start.ArgumentList.Add(arg);
        start.Environment["DOTNET_TieredPGO"] = "1";
        return new ChildProcess(Process.Start(start)!);
    }

    /// <summary>Resident set in bytes, as the system counts it now.</summary>
    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    public async Task<string> ReadLineAsync(CancellationToken ct) =>
        await _process.StandardOutput.ReadLineAsync(ct)
        ?? throw new InvalidOperationException($"{_process.StartInfo.FileName} ended early.");

    /// <summary>Reads on until a line names an HTTP endpoint, and returns it.</summary>
    public async Task<Uri> ReadHttpEndpointAsync(CancellationToken ct)
    {
        while (true)
        {
            if (HttpEndpoint().Match(await ReadLineAsync(ct)) is { Success: true } match)
                return new Uri(match.Value);
        }
    }

    /// <summary>Reads on until a line names an endpoint without a scheme, and returns it.</summary>
    public async Task<string> ReadKafkaEndpointAsync(CancellationToken ct)
    {
        while (true)
        {
            if (KafkaEndpoint().Match(await ReadLineAsync(ct)) is { Success: true } match)
                return match.Value;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static string Configuration() =>
        AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex HttpEndpoint();

    [GeneratedRegex(@"(?<!/)127\.0\.0\.1:\d+")]
    private static partial Regex KafkaEndpoint();
}
