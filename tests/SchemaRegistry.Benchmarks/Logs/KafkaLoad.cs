using System.Diagnostics;
using Confluent.Kafka;

namespace SchemaRegistry.Benchmarks.Logs;

/// <summary>Produces and consumes through Confluent.Kafka, and tells how long it took.</summary>
internal static class KafkaLoad
{
    private static readonly TimeSpan ReadLimit = TimeSpan.FromSeconds(30);

    /// <summary>Time until every record is acknowledged with acks=all.</summary>
    public static TimeSpan Produce(string bootstrap, string topic, int records, int recordBytes)
    {
        var config = new ProducerConfig
        {
            BootstrapServers = bootstrap,
            Acks = Acks.All,
            LingerMs = 5,
            BatchSize = 1024 * 1024,
            QueueBufferingMaxMessages = 500_000,
            QueueBufferingMaxKbytes = 512 * 1024,
        };
        var value = new byte[recordBytes];
        Random.Shared.NextBytes(value);
        var failed = 0;
        using var producer = new ProducerBuilder<Null, byte[]>(config).Build();
        var started = Stopwatch.GetTimestamp();
        for (var sent = 0; sent < records; sent++)
        {
            producer.Produce(topic, new Message<Null, byte[]> { Value = value }, report =>
            {
                if (report.Error.IsError)
                    Interlocked.Increment(ref failed);
            });
        }

        producer.Flush(CancellationToken.None);
        var elapsed = Stopwatch.GetElapsedTime(started);
        return failed == 0 ? elapsed : throw new InvalidOperationException($"{failed} of {records} records failed.");
    }

    /// <summary>Time from the first record to the last, so that the client's own start does not count.</summary>
    public static TimeSpan Fetch(string bootstrap, string topic, int records)
    {
        var config = new ConsumerConfig
        {
            BootstrapServers = bootstrap,
            GroupId = "bench",
            EnableAutoCommit = false,
            FetchMaxBytes = 64 * 1024 * 1024,
            MaxPartitionFetchBytes = 16 * 1024 * 1024,
        };
        using var consumer = new ConsumerBuilder<Ignore, byte[]>(config).Build();
        consumer.Assign(new TopicPartitionOffset(topic, 0, Offset.Beginning));
        var started = 0L;
        for (var read = 0; read < records; read++)
        {
            _ = consumer.Consume(ReadLimit) ?? throw new TimeoutException($"Only {read} of {records} records came.");
            if (read == 0)
                started = Stopwatch.GetTimestamp();
        }

        return Stopwatch.GetElapsedTime(started);
    }
}
