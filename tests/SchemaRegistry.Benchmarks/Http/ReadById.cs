using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace SchemaRegistry.Benchmarks.Http;

/// <summary>
/// GET /schemas/ids/{id} of the running server against a bare Kestrel endpoint that writes the same bytes.
/// </summary>
internal static class ReadById
{
    private const int Rounds = 5;
    private const int Connections = 64;
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(2);

    public static async Task<IReadOnlyList<Measurement>> MeasureAsync(CancellationToken ct)
    {
        await using var server = await RegistryProcess.StartAsync(ct);
        var ours = await RegisterOneAsync(server.Registry, ct);
        using var http = new HttpClient();
        var body = await http.GetStringAsync(ours, ct);
        await using var bare = ChildProcess.StartSelf(BareKestrel.Verb, body);
        var baseline = new Uri(await bare.ReadHttpEndpointAsync(ct), ours.PathAndQuery);

        await HttpLoad.MeasureAsync(ours, Connections, Slice, ct);
        await HttpLoad.MeasureAsync(baseline, Connections, Slice, ct);
        var ratios = new List<double>();
        var rates = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var bareRate = await HttpLoad.MeasureAsync(baseline, Connections, Slice, ct);
            var ourRate = await HttpLoad.MeasureAsync(ours, Connections, Slice, ct);
            ratios.Add(ourRate / bareRate);
            rates.Add(ourRate);
        }

        return
        [
            new Measurement(
                $"GET /schemas/ids/{{id}}, {Connections} connections",
                "bare Kestrel endpoint, same bytes",
                ratios,
                "≥ 0.85",
                $"{rates.Order().ElementAt(Rounds / 2):N0} answers/s"),
        ];
    }

    private static async Task<Uri> RegisterOneAsync(Uri registry, CancellationToken ct)
    {
        using var http = new HttpClient { BaseAddress = registry };
        var answer = await http.PostAsJsonAsync("subjects/read-value/versions", new { schema = SampleSchema.Create("Read") }, ct);
        var id = (int)(await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonObject>(ct))!["id"]!;
        return new Uri(registry, $"schemas/ids/{id}");
    }
}
