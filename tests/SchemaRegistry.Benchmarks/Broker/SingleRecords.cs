using System.Diagnostics;
using Confluent.Kafka;

namespace SchemaRegistry.Benchmarks.Broker;

/// <summary>Producers that send a record, wait for it to be acknowledged by all, and send the next.</summary>
internal static class SingleRecords
{
    private const int RecordBytes = 100;

    /// <summary>Acknowledged records a second over all of them.</summary>
    public static async Task<double> PerSecondAsync(string bootstrap, string topic, int producers, int recordsEach)
    {
        var opened = new List<IProducer<Null, byte[]>>();
        try
        {
            for (var count = 0; count < producers; count++)
                opened.Add(Open(bootstrap));
            await Task.WhenAll(opened.Select(producer => SendAsync(producer, topic, 1)));
            var started = Stopwatch.GetTimestamp();
            await Task.WhenAll(opened.Select(producer => SendAsync(producer, topic, recordsEach)));
            return producers * recordsEach / Stopwatch.GetElapsedTime(started).TotalSeconds;
        }
        finally
        {
            opened.ForEach(producer => producer.Dispose());
        }
    }

    private static IProducer<Null, byte[]> Open(string bootstrap) => new ProducerBuilder<Null, byte[]>(
        new ProducerConfig { BootstrapServers = bootstrap, Acks = Acks.All, LingerMs = 0, MaxInFlight = 1 }).Build();

    private static async Task SendAsync(IProducer<Null, byte[]> producer, string topic, int records)
    {
        var value = new byte[RecordBytes];
        for (var sent = 0; sent < records; sent++)
            await producer.ProduceAsync(new TopicPartition(topic, 0), new Message<Null, byte[]> { Value = value });
    }
}
