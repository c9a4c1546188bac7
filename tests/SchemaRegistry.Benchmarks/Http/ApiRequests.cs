using System.Text;
using System.Text.Json;
using SchemaRegistry.Benchmarks.Starting;

namespace SchemaRegistry.Benchmarks.Http;

/// <summary>
/// What clients and tools ask most, of a server with 10,000 subjects, against a bare Kestrel endpoint that reads the
/// same bytes and answers the same bytes.
/// </summary>
internal static class ApiRequests
{
    private const int Rounds = 3;
    private const int Connections = 16;
    private const string Baseline = "bare Kestrel endpoint, same bytes";
    private const string Subject = "com.example.team-7.orders-7-value";
    private static readonly RegistryShape Shape = new(10_000, 2, 1024);
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(2);

    public static async Task<IReadOnlyList<Measurement>> MeasureAsync(CancellationToken ct)
    {
        using var folder = new TemporaryFolder();
        SeededRegistry.Write(folder.File("registry.db"), Shape);
        await using var server = ChildProcess.Start(
            ChildProcess.ServerExecutable,
            "serve", "--data", folder.Path, "--urls", "http://127.0.0.1:0", "--kafka", "127.0.0.1:0");
        var registry = await server.ReadHttpEndpointAsync(ct);
        using var http = new HttpClient { BaseAddress = registry };
        var schema = await http.GetStringAsync($"subjects/{Subject}/versions/2/schema", ct);
        var body = $"{{\"schema\":\"{JsonEncodedText.Encode(schema)}\"}}";
        (string What, string Path, string? Body)[] requests =
        [
            ("GET /schemas/ids/{id}", "schemas/ids/8", null),
            ("GET /subjects/{s}/versions/latest", $"subjects/{Subject}/versions/latest", null),
            ("lookup of an existing schema, 1 KiB", $"subjects/{Subject}", body),
            ("registration of an existing schema, 1 KiB", $"subjects/{Subject}/versions", body),
            ("GET /subjects, 10,000 of them", "subjects", null),
        ];
        var results = new List<Measurement>();
        foreach (var (what, path, sent) in requests)
        {
            var answer = folder.File("answer");
            await File.WriteAllBytesAsync(answer, await AskAsync(http, path, sent, ct), ct);
            await using var bare = BareKestrel.StartWithFile(answer);
            var baseline = await bare.ReadHttpEndpointAsync(ct);
            results.AddRange(await CompareAsync(what, new Uri(registry, path), new Uri(baseline, path), sent, ct));
        }

        return results;
    }

    private static async Task<IReadOnlyList<Measurement>> CompareAsync(
        string what, Uri ours, Uri baseline, string? body, CancellationToken ct)
    {
        await HttpLoad.MeasureAsync(ours, body, Connections, Slice, ct);
        await HttpLoad.MeasureAsync(baseline, body, Connections, Slice, ct);
        var (our, bare) = (new List<LoadResult>(), new List<LoadResult>());
        for (var round = 0; round < Rounds; round++)
        {
            bare.Add(await HttpLoad.MeasureAsync(baseline, body, Connections, Slice, ct));
            our.Add(await HttpLoad.MeasureAsync(ours, body, Connections, Slice, ct));
        }

        return
        [
            new Measurement(
                $"{what}, {Connections} connections",
                Baseline,
                [.. our.Zip(bare, (one, other) => one.PerSecond / other.PerSecond)],
                "–",
                $"{Median(our, result => result.PerSecond):N0} answers/s against {Median(bare, result => result.PerSecond):N0}"),
            new Measurement(
                "the same, p99",
                Baseline,
                [.. our.Zip(bare, (one, other) => one.P99Ms / other.P99Ms)],
                "–",
                $"{Median(our, result => result.P99Ms):0.00} ms against {Median(bare, result => result.P99Ms):0.00}"),
        ];
    }

    private static async Task<byte[]> AskAsync(HttpClient http, string path, string? body, CancellationToken ct)
    {
        using var content = body is null ? null : new StringContent(body, Encoding.ASCII, "application/json");
        using var answer = content is null ? await http.GetAsync(path, ct) : await http.PostAsync(path, content, ct);
        return await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync(ct);
    }

    private static double Median(List<LoadResult> results, Func<LoadResult, double> number) =>
        results.Select(number).Order().ElementAt(results.Count / 2);
}
