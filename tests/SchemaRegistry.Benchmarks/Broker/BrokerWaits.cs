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
    private const string Mock = "librdkafka's mock broker, in memory";
    private const string Never = "the same with flush never";

    public static async Task<IReadOnlyList<Measurement>> MeasureAsync(CancellationToken cancellationToken)
    {
        await using var server = await RegistryProcess.StartAsync(cancellationToken);
        await using var never = await BrokerProcess.StartAsync(FlushMode.Never, cancellationToken);
        var client = new Series("64 single-record producers, librdkafka, acks=all, fsynced", Mock, "–", "records/s");
        var plain = new Series(
            "64 single-record producers, bare sockets, acks=all, fsynced", Never, "≥ 30,000 records/s", "records/s");
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
            plain.Add(
                await PlainProducers.PerSecondAsync(server.Bootstrap, "single", Producers, PlainRecordsEach),
                await PlainProducers.PerSecondAsync(never.Bootstrap, "single", Producers, PlainRecordsEach));
            client.Add(
                await SingleRecords.PerSecondAsync(server.Bootstrap, "single", Producers, RecordsEach),
                await SingleRecords.PerSecondAsync(mock.Bootstrap, "single", Producers, RecordsEach));
            var ours = await EndToEndLatency.MeasureAsync(server.Bootstrap, $"paced-{round}", cancellationToken);
            var theirs = await EndToEndLatency.MeasureAsync(mock.Bootstrap, $"paced-{round}", cancellationToken);
            middle.Add(ours[ours.Length / 2], theirs[theirs.Length / 2]);
            slow.Add(ours[ours.Length * 99 / 100], theirs[theirs.Length * 99 / 100]);
        }

        return [plain.ToMeasurement(), client.ToMeasurement(), middle.ToMeasurement(), slow.ToMeasurement()];
    }
}
