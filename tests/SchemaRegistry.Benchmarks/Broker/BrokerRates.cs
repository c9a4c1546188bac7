using SchemaRegistry.Benchmarks.Logs;
using SchemaRegistry.TopicLog;

namespace SchemaRegistry.Benchmarks.Broker;

/// <summary>
/// librdkafka against the server, acks=all, with client and server on the same cores: records of 1 KiB against the disk
/// and loopback, records of 100 B against librdkafka's own broker in memory, which is the client's own limit, and the
/// server against itself with relaxed durability.
/// </summary>
internal static class BrokerRates
{
    private const int Rounds = 3;
    private const int Small = 100;
    private const int Large = 1024;
    private const long Bytes = 96L * 1024 * 1024;
    private const double MiB = 1024 * 1024;
    private const string Disk = "write + fsync of the same bytes, 1 MiB blocks";
    private const string Mock = "librdkafka's mock broker, in memory";

    private static readonly int[] Producers = [1, 8, 64];

    public static async Task<IReadOnlyList<Measurement>> MeasureAsync(CancellationToken cancellationToken)
    {
        await using var server = await RegistryProcess.StartAsync(cancellationToken);
        await using var never = await BrokerProcess.StartAsync(FlushMode.Never, cancellationToken);
        await using var interval = await BrokerProcess.StartAsync(FlushMode.Interval, cancellationToken);
        using var folder = new TemporaryFolder();
        var large = Producers.Select(count => Of(count, "1 KiB", Disk, count == 1 ? "≥ 0.6" : "–")).ToList();
        var small = Producers.Select(count => Of(count, "100 B", Mock, count == 1 ? "≥ 0.5" : "–")).ToList();
        var unbound = Of(1, "1 KiB", Mock, "–");
        var relaxed = Of(1, "1 KiB", "the same with flush never", "–");
        var delayed = Of(1, "1 KiB", "the same with flush every 100 ms", "–");
        var fetch = new Series("fetch, 1 KiB records", "loopback TCP of the same bytes", "–", "MiB/s", MiB);
        KafkaLoad.Produce(server.Bootstrap, "warm-up", 20_000, Large);
        KafkaLoad.Fetch(server.Bootstrap, "warm-up", 20_000);
        for (var round = 0; round < Rounds; round++)
        {
            var topic = $"rates-{round}";
            for (var index = 0; index < Producers.Length; index++)
            {
                var (count, name) = (Producers[index], $"{topic}-{Producers[index]}");
                var plain = PlainWrites.BytesPerSecond(folder.File("plain"), Bytes);
                large[index].Add(Rate(server.Bootstrap, name, count, Large), plain);
                using var mock = new MockBroker();
                var theirs = Rate(mock.Bootstrap, name, count, Small);
                small[index].Add(Rate(server.Bootstrap, $"{name}-small", count, Small), theirs);
            }

            var ours = Rate(server.Bootstrap, $"{topic}-again", 1, Large);
            using var memory = new MockBroker();
            unbound.Add(ours, Rate(memory.Bootstrap, topic, 1, Large));
            relaxed.Add(ours, Rate(never.Bootstrap, topic, 1, Large));
            delayed.Add(ours, Rate(interval.Bootstrap, topic, 1, Large));
            var loopback = await LoopbackTransfer.BytesPerSecondAsync(Bytes, cancellationToken);
            const int Records = (int)(Bytes / Large);
            fetch.Add(Bytes / KafkaLoad.Fetch(server.Bootstrap, $"{topic}-again", Records).TotalSeconds, loopback);
        }

        Series[] all = [.. large, .. small, unbound, relaxed, delayed, fetch];
        return [.. all.Select(row => row.ToMeasurement())];
    }

    private static Series Of(int producers, string records, string baseline, string aim) => new(
        $"produce, {records} records, {producers} producer{(producers == 1 ? "" : "s")}, acks=all, fsynced",
        baseline, aim, "MiB/s", MiB);

    private static double Rate(string bootstrap, string topic, int producers, int recordBytes)
    {
        // Records of 100 bytes cost the client as much as large ones, so that there are fewer bytes of them.
        var total = recordBytes == Large ? Bytes : Bytes / 4;
        var each = (int)(total / recordBytes / producers);
        return (double)each * producers * recordBytes
            / KafkaLoad.Produce(bootstrap, topic, each, recordBytes, producers).TotalSeconds;
    }
}
