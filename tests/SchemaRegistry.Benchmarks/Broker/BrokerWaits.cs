using SchemaRegistry.Benchmarks.Logs;
using SchemaRegistry.TopicLog;

namespace SchemaRegistry.Benchmarks.Broker;

/// <summary>Producers that wait for each record, and how long a record takes from one end to the other.</summary>
internal static class BrokerWaits
{
    private const int Rounds = 3;
    private const int Producers = 64;
    private const int RecordsEach = 300;
    private const int PlainRecordsEach = 1500;

    // A batch of one record of 100 bytes, and how often 64 of them are synced.
    private const int StoredBytes = 170;
    private const long Syncs = 500;
    private const string Mock = "librdkafka's mock broker, in memory";
    private const string Never = "the same with flush never";

    public static async Task<IReadOnlyList<Measurement>> MeasureAsync(CancellationToken cancellationToken)
    {
        await using var server = await RegistryProcess.StartAsync(cancellationToken);
        await using var never = await BrokerProcess.StartAsync(FlushMode.Never, cancellationToken);
        var client = new Series("64 single-record producers, librdkafka, acks=all, fsynced", Mock, "–", "records/s");
        var plain = new Series(
            "64 single-record producers, bare sockets, acks=all, fsynced", Never, "–", "records/s");
        var synced = new Series(
            "64 single-record producers, bare sockets, acks=all, fsynced",
            "write + fsync of 64 records at a time", "≥ 30,000 records/s", "records/s");
        using var folder = new TemporaryFolder();
        var middle = new Series("end to end at 1,000 records/s, p50", Mock, "–", "ms");
        var slow = new Series("end to end at 1,000 records/s, p99", Mock, "–", "ms");
        foreach (var bootstrap in new[] { server.Bootstrap, never.Bootstrap })
        {
            KafkaLoad.CreateByProducing(bootstrap, "single");
            await PlainProducers.PerSecondAsync(bootstrap, "single", Producers, PlainRecordsEach / 2);
        }

        for (var round = 0; round < Rounds; round++)
        {
            using var mock = new MockBroker();
            KafkaLoad.CreateByProducing(mock.Bootstrap, "single");
            var ours = await PlainProducers.PerSecondAsync(server.Bootstrap, "single", Producers, PlainRecordsEach);
            plain.Add(
                ours, await PlainProducers.PerSecondAsync(never.Bootstrap, "single", Producers, PlainRecordsEach));
            var disk = PlainWrites.BytesPerSecond(
                folder.File("plain"), Syncs * Producers * StoredBytes, Producers * StoredBytes);
            synced.Add(ours, disk / StoredBytes);
            client.Add(
                await SingleRecords.PerSecondAsync(server.Bootstrap, "single", Producers, RecordsEach),
                await SingleRecords.PerSecondAsync(mock.Bootstrap, "single", Producers, RecordsEach));
            var latencies = await EndToEndLatency.MeasureAsync(server.Bootstrap, $"paced-{round}", cancellationToken);
            var theirs = await EndToEndLatency.MeasureAsync(mock.Bootstrap, $"paced-{round}", cancellationToken);
            middle.Add(latencies[latencies.Length / 2], theirs[theirs.Length / 2]);
            slow.Add(latencies[latencies.Length * 99 / 100], theirs[theirs.Length * 99 / 100]);
        }

        Series[] all = [synced, plain, client, middle, slow];
        return [.. all.Select(row => row.ToMeasurement())];
    }
}
