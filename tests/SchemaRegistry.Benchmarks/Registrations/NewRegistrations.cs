namespace SchemaRegistry.Benchmarks.Registrations;

/// <summary>
/// New durable registrations against single-row transactions of Microsoft.Data.Sqlite at the same durability.
/// </summary>
internal static class NewRegistrations
{
    private const int Rounds = 5;
    private const int Alone = 1500;
    private const int Together = 6000;
    private const int Callers = 32;
    private const string Baseline = "Microsoft.Data.Sqlite, one row a transaction, WAL, synchronous=FULL";

    public static async Task<IReadOnlyList<Measurement>> MeasureAsync(CancellationToken ct)
    {
        using var folder = new TemporaryFolder();
        using var inProcess = new InProcessRegistrations(folder.File("registry.db"));
        await using var server = await RegistryProcess.StartAsync(ct);
        var ways = new (string What, string Aim, Func<Task<double>> Rate)[]
        {
            ("registrations in process, 1 caller", "≥ 0.8", () => inProcess.RateAsync(1, Alone)),
            ($"registrations in process, {Callers} callers", "> 2", () => inProcess.RateAsync(Callers, Together)),
            ("registrations over HTTP, 1 connection", "≥ 0.45", () => HttpRegistrations.RateAsync(server.Registry, 1, Alone, ct)),
            ($"registrations over HTTP, {Callers} connections", "> 1",
                () => HttpRegistrations.RateAsync(server.Registry, Callers, Together, ct)),
        };
        var ratios = Array.ConvertAll(ways, _ => new List<double>());
        var rates = Array.ConvertAll(ways, _ => new List<double>());
        foreach (var way in ways)
            await way.Rate();
        for (var round = 0; round < Rounds; round++)
        {
            for (var index = 0; index < ways.Length; index++)
            {
                var baseline = SingleRowInserts.Rate(folder.File($"rows-{round}-{index}.db"), Alone);
                var rate = await ways[index].Rate();
                ratios[index].Add(rate / baseline);
                rates[index].Add(rate);
            }
        }

        return [.. ways.Select((way, index) => new Measurement(
            way.What, Baseline, ratios[index], way.Aim, $"{rates[index].Order().ElementAt(Rounds / 2):N0} a second"))];
    }
}
