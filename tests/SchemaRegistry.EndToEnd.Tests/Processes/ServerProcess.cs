using System.Diagnostics;
using System.Text.RegularExpressions;
using SchemaRegistry.TestKit;

namespace SchemaRegistry.EndToEnd.Tests.Processes;

/// <summary>
/// The built executable, run as <c>serve</c> on free ports. It belongs to one test; disposing kills it by its own
/// handle.
/// </summary>
internal sealed partial class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private ServerProcess(Process process, Uri registry, string bootstrap)
    {
        _process = process;
        Registry = registry;
        Bootstrap = bootstrap;
    }

    public Uri Registry { get; }

    public string Bootstrap { get; }

    public int Id => _process.Id;

    /// <summary>The executable beside the tests' own build, in the same configuration.</summary>
    public static string Executable { get; } = Repository.File(
        $"src/SchemaRegistry.Cli/bin/{Configuration()}/net10.0/schema-registry");

    public static Task<ServerProcess> StartAsync(string dataFolder, CancellationToken ct) =>
        StartAsync(dataFolder, [], ct);

    public static async Task<ServerProcess> StartAsync(
        string dataFolder, IReadOnlyList<string> moreWords, CancellationToken ct)
    {
        var start = new ProcessStartInfo(Executable)
        {
            ArgumentList =
            {
                "serve", "--data", dataFolder, "--urls", "http://127.0.0.1:0", "--kafka", "127.0.0.1:0",
            },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var word in moreWords)
            start.ArgumentList.Add(word);
        var process = Process.Start(start)!;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(StartLimit);

        try
        {
            var (registry, bootstrap) = await ReadEndpointsAsync(process, deadline.Token);
            Drain(process.StandardOutput);
            Drain(process.StandardError);
            return new ServerProcess(process, registry, bootstrap);
        }
        catch
        {
            await KillAsync(process);
            throw;
        }
    }

    /// <summary>Ends the process as a power cut of the program would: SIGKILL, no clean-up.</summary>
    public Task KillAsync() => KillAsync(_process);

    /// <summary>The exit code, when the process has ended by itself.</summary>
    public async Task<int> WaitForExitAsync(CancellationToken ct)
    {
        await _process.WaitForExitAsync(ct);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync(_process);
        _process.Dispose();
    }

    private static async Task<(Uri Registry, string Bootstrap)> ReadEndpointsAsync(
        Process process, CancellationToken ct)
    {
        string? registry = null;
        string? bootstrap = null;
        while (registry is null || bootstrap is null)
        {
            var line = await process.StandardOutput.ReadLineAsync(ct)
                ?? throw new InvalidOperationException(
                    $"serve ended before it listened: {await process.StandardError.ReadToEndAsync(ct)}");
            if (HttpEndpoint().Match(line) is { Success: true } http)
                registry ??= http.Value;
            else if (KafkaEndpoint().Match(line) is { Success: true } kafka)
                bootstrap ??= kafka.Value;
        }

        return (new Uri(registry), bootstrap);
    }

    private static async Task KillAsync(Process process)
    {
        if (!process.HasExited)
            process.Kill();
        await process.WaitForExitAsync(CancellationToken.None);
    }

    private static async void Drain(StreamReader output)
    {
        try
        {
            while (await output.ReadLineAsync() is not null)
            {
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The process is gone, and its pipe with it.
        }
    }

    private static string Configuration() =>
        AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex HttpEndpoint();

    [GeneratedRegex(@"(?<!/)127\.0\.0\.1:\d+")]
    private static partial Regex KafkaEndpoint();
}
