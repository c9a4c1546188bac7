using System.Diagnostics;
using SchemaRegistry.Benchmarks.Http;

namespace SchemaRegistry.Benchmarks.Starting;

/// <summary>
/// From starting the process to its first answer, and its resident memory then, against a bare Kestrel program.
/// </summary>
internal static class StartAndMemory
{
    private const int Rounds = 7;
    private const double MiB = 1024 * 1024;

    public static async Task<IReadOnlyList<Measurement>> MeasureAsync(CancellationToken ct)
    {
        using var folder = new TemporaryFolder();
        var times = new List<double>();
        var ratios = new List<double>();
        var resident = new List<double>();
        var residentRatios = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var bare = await StartAsync(Environment.ProcessPath!, [BareKestrel.Verb, "{}"], "schemas/ids/1", ct);
            var ours = await StartAsync(
                ChildProcess.ServerExecutable,
                ["serve", "--data", folder.Path, "--urls", "http://127.0.0.1:0", "--kafka", "127.0.0.1:0"],
                "subjects",
                ct);
            ratios.Add(ours.Milliseconds / bare.Milliseconds);
            times.Add(ours.Milliseconds);
            residentRatios.Add(ours.Resident / bare.Resident);
            resident.Add(ours.Resident / MiB);
        }

        return
        [
            new Measurement(
                "start to first answer", "bare Kestrel program", ratios, "≤ 2", $"{Middle(times):N0} ms"),
            new Measurement(
                "idle memory", "bare Kestrel program", residentRatios, "≤ 90 MiB", $"{Middle(resident):N0} MiB"),
        ];
    }

    private static double Middle(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static async Task<(double Milliseconds, double Resident)> StartAsync(
        string executable, string[] args, string path, CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        await using var child = ChildProcess.Start(executable, args);
        var endpoint = await child.ReadHttpEndpointAsync(ct);
        using var http = new HttpClient();
        (await http.GetAsync(new Uri(endpoint, path), ct)).EnsureSuccessStatusCode();
        return (Stopwatch.GetElapsedTime(started).TotalMilliseconds, child.ResidentBytes);
    }
}
