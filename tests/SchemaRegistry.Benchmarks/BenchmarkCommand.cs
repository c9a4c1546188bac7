using SchemaRegistry.Benchmarks.Broker;
using SchemaRegistry.Benchmarks.Compatibility;
using SchemaRegistry.Benchmarks.Compatibility.Growth;
using SchemaRegistry.Benchmarks.Http;
using SchemaRegistry.Benchmarks.JsonSchemas;
using SchemaRegistry.Benchmarks.Logs;
using SchemaRegistry.Benchmarks.Protobuf;
using SchemaRegistry.Benchmarks.Registrations;
using SchemaRegistry.Benchmarks.Starting;
using SchemaRegistry.TopicLog;

namespace SchemaRegistry.Benchmarks;

/// <summary>
/// <c>benchmarks [NAME…] [--write]</c>: measures each named scenario (all without a name) against its baseline
/// in the same run and prints the ratios as a Markdown table; <c>--write</c> also puts it into RESULTS.md. The other
/// verbs are the children that scenarios start, so that neither side shares a process with the load.
/// </summary>
internal static class BenchmarkCommand
{
    private static readonly Dictionary<string, Func<CancellationToken,
        Task<IReadOnlyList<Measurement>>>> Scenarios = new()
    {
        ["http-read"] = ReadById.MeasureAsync,
        ["http-api"] = ApiRequests.MeasureAsync,
        ["registrations"] = NewRegistrations.MeasureAsync,
        ["log"] = ProduceAndFetch.MeasureAsync,
        ["log-start"] = OpenTopics.MeasureAsync,
        ["broker"] = BrokerRates.MeasureAsync,
        ["broker-waits"] = BrokerWaits.MeasureAsync,
        ["log-compaction"] = CompactLog.MeasureAsync,
        ["protobuf-json"] = ProtobufJson.MeasureAsync,
        ["protobuf-parse"] = ParseProtoFile.MeasureAsync,
        ["start"] = StartAndMemory.MeasureAsync,
        ["registry-size"] = RegistrySizes.MeasureAsync,
        ["json-validation"] = ValidateOrder.MeasureAsync,
        ["json-parse"] = ParseOrderSchema.MeasureAsync,
        ["compatibility"] = CheckCosts.MeasureAsync,
        ["compatibility-growth"] = GrowthCosts.MeasureAsync,
    };

    public static async Task<int> RunAsync(string[] args)
    {
        switch (args.FirstOrDefault())
        {
            case BareKestrel.Verb:
                await BareKestrel.RunAsync(args[1]);
                return 0;
            case BareBroker.Verb:
                await BareBroker.RunAsync(args[1], Enum.Parse<FlushMode>(args[2]));
                return 0;
            case HttpLoad.Verb:
                await HttpLoad.RunAsync(args[1..]);
                return 0;
            default:
                return await MeasureAsync(args);
        }
    }

    private static async Task<int> MeasureAsync(string[] args)
    {
        var names = args.Where(arg => !arg.StartsWith('-') && arg != "all").ToList();
        if (names.Find(name => !Scenarios.ContainsKey(name)) is { } unknown)
        {
            await Console.Error.WriteLineAsync($"No scenario '{unknown}'. There are: {string.Join(", ", Scenarios.Keys)}.");
            return 2;
        }

        var results = new List<Measurement>();
        foreach (var name in names.Count == 0 ? [.. Scenarios.Keys] : names)
        {
            await Console.Error.WriteLineAsync($"{name} …");
            results.AddRange(await Scenarios[name](CancellationToken.None));
        }

        var table = ResultTable.Render(results);
        Console.WriteLine(table);
        if (args.Contains("--write"))
            await File.WriteAllTextAsync(ResultTable.Path, table);
        return 0;
    }
}
