using System.Diagnostics;
using SchemaRegistry.Benchmarks.Http;

namespace SchemaRegistry.Benchmarks.Starting;

/// <summary>
/// What a registry costs that has grown: start to first answer, memory then, and reads by id, each against a small one;
/// and a start with long texts against one with short texts.
/// </summary>
internal static class RegistrySizes
{
    private const int Rounds = 3;
    private const int Connections = 16;
    private const double MiB = 1024 * 1024;
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(2);

    private static readonly RegistryShape Small = new(1_000, 10, 1024);
    private static readonly RegistryShape Middle = new(10_000, 10, 1024);
    private static readonly RegistryShape Large = new(100_000, 10, 1024);
    private static readonly RegistryShape LongTexts = new(10_000, 10, 8 * 1024);
    private static readonly RegistryShape OneSubject = new(1, 20_000, 1024);

    public static async Task<IReadOnlyList<Measurement>> MeasureAsync(CancellationToken ct)
    {
        var small = await SeedAsync(Small, ct);
        var middle = await SeedAsync(Middle, ct);
        var large = await SeedAsync(Large, ct);
        var longTexts = await SeedAsync(LongTexts, ct);
        var oneSubject = await SeedAsync(OneSubject, ct);
        var results = new List<Measurement>();
        results.AddRange(Compare(middle, small, "≤ 3"));
        results.AddRange(Compare(large, small, "≤ 8, ≤ 5 s, ≤ 500 MiB"));
        results.AddRange(Compare(oneSubject, small, "≤ 2"));
        results.Add(Start(longTexts, middle, "≤ 1.3"));
        return results;
    }

    /// <summary>Seeds a folder, measures servers over it, and removes it.</summary>
    private static async Task<SizeRun> SeedAsync(RegistryShape shape, CancellationToken ct)
    {
        using var folder = new TemporaryFolder();
        SeededRegistry.Write(folder.File("registry.db"), shape);
        var run = new SizeRun(shape);
        for (var round = 0; round < Rounds; round++)
        {
            var started = Stopwatch.GetTimestamp();
            await using var child = ChildProcess.Start(
                ChildProcess.ServerExecutable,
                "serve", "--data", folder.Path, "--urls", "http://127.0.0.1:0", "--kafka", "127.0.0.1:0");
            var endpoint = await child.ReadHttpEndpointAsync(ct);
            var read = new Uri(endpoint, $"schemas/ids/{shape.Versions / 2}");
            using var http = new HttpClient();
            (await http.GetAsync(read, ct)).EnsureSuccessStatusCode();
            run.Seconds.Add(Stopwatch.GetElapsedTime(started).TotalSeconds);
            run.ResidentMiB.Add(child.ResidentBytes / MiB);
            run.ReadsPerSecond.Add(await HttpLoad.MeasureAsync(read, Connections, Slice, ct));
        }

        return run;
    }

    private static IEnumerable<Measurement> Compare(SizeRun grown, SizeRun small, string aim) =>
    [
        Start(grown, small, aim),
        new Measurement(
            $"memory, {Describe(grown.Shape)}",
            Describe(small.Shape),
            Ratios(grown.ResidentMiB, small.ResidentMiB),
            "–",
            $"{Median(grown.ResidentMiB):N0} MiB"),
        new Measurement(
            $"reads by id, {Describe(grown.Shape)}",
            Describe(small.Shape),
            Ratios(grown.ReadsPerSecond, small.ReadsPerSecond),
            "≥ 0.9",
            $"{Median(grown.ReadsPerSecond):N0} answers/s"),
    ];

    private static Measurement Start(SizeRun grown, SizeRun small, string aim) => new(
        $"start to first answer, {Describe(grown.Shape)}",
        Describe(small.Shape),
        Ratios(grown.Seconds, small.Seconds),
        aim,
        $"{Median(grown.Seconds):0.00} s against {Median(small.Seconds):0.00} s");

    private static List<double> Ratios(List<double> grown, List<double> small) =>
        [.. grown.Select((value, round) => value / small[round])];

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static string Describe(RegistryShape shape) =>
        $"{shape.Versions:N0} versions of {shape.TextBytes / 1024} KiB in {shape.Subjects:N0} subjects";

    private sealed record SizeRun(RegistryShape Shape)
    {
        public List<double> Seconds { get; } = [];

        public List<double> ResidentMiB { get; } = [];

        public List<double> ReadsPerSecond { get; } = [];
    }
}
