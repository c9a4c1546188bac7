namespace SchemaRegistry.Benchmarks.Logs;

/// <summary>
/// Records of 1 KiB through the wire with the librdkafka client on the same cores, acks=all, against writing and
/// syncing the same bytes.
/// </summary>
internal static class ProduceAndFetch
{
    private const int Rounds = 3;
    private const int Records = 200_000;
    private const int RecordBytes = 1024;
    private const double MiB = 1024 * 1024;

    public static async Task<IReadOnlyList<Measurement>> MeasureAsync(CancellationToken ct)
    {
        await using var server = await RegistryProcess.StartAsync(ct);
        using var folder = new TemporaryFolder();
        var produce = new List<double>();
        var fetch = new List<double>();
        var produceRates = new List<double>();
        var fetchRates = new List<double>();
        const long Bytes = (long)Records * RecordBytes;

        KafkaLoad.Produce(server.Bootstrap, "warm-up", Records / 10, RecordBytes);
        KafkaLoad.Fetch(server.Bootstrap, "warm-up", Records / 10);
        for (var round = 0; round < Rounds; round++)
        {
            var topic = $"round-{round}";
            var plain = PlainWrites.BytesPerSecond(folder.File("plain"), Bytes);
            var produced = Bytes / KafkaLoad.Produce(server.Bootstrap, topic, Records, RecordBytes).TotalSeconds;
            var fetched = Bytes / KafkaLoad.Fetch(server.Bootstrap, topic, Records).TotalSeconds;
            produce.Add(produced / plain);
            fetch.Add(fetched / plain);
            produceRates.Add(produced);
            fetchRates.Add(fetched);
        }

        return
        [
            Row("produce, 1 KiB records, acks=all, fsynced", produce, produceRates),
            Row("fetch, 1 KiB records", fetch, fetchRates),
        ];
    }

    private static Measurement Row(string what, List<double> ratios, List<double> rates)
    {
        var middle = rates.Order().ElementAt(rates.Count / 2);
        return new Measurement(
            what,
            "write + fsync of the same bytes, 1 MiB blocks",
            ratios,
            "–",
            $"{middle / MiB:N0} MiB/s, {middle / RecordBytes:N0} records/s");
    }
}
