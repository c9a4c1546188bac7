using System.Diagnostics;
using Confluent.Kafka;

namespace SchemaRegistry.Benchmarks.Logs;

/// <summary>Produces and consumes through Confluent.Kafka, and tells how long it took.</summary>
internal static class KafkaLoad
{
    private static readonly TimeSpan ReadLimit = TimeSpan.FromSeconds(30);

    /// <summary>Time until every record of every producer is acknowledged with acks=all.</summary>
    public static TimeSpan Produce(string bootstrap, string topic, int recordsEach, int recordBytes, int producers = 1)
    {
        CreateByProducing(bootstrap, topic);
        var opened = Enumerable.Range(0, producers).Select(_ => OpenProducer(bootstrap)).ToList();
        var value = new byte[recordBytes];
        Random.Shared.NextBytes(value);
        var failed = 0;
        var started = Stopwatch.GetTimestamp();
        var threads = opened.ConvertAll(producer => new Thread(() => Send(producer)));
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        var elapsed = Stopwatch.GetElapsedTime(started);
        opened.ForEach(producer => producer.Dispose());
        return failed == 0 ? elapsed : throw new InvalidOperationException($"{failed} records failed.");

        void Send(IProducer<Null, byte[]> producer)
        {
            for (var sent = 0; sent < recordsEach; sent++)
            {
                producer.Produce(new TopicPartition(topic, 0), new Message<Null, byte[]> { Value = value }, report =>
                {
                    if (report.Error.IsError)
                        Interlocked.Increment(ref failed);
                });
            }

            producer.Flush(CancellationToken.None);
        }
    }

    /// <summary>Lets a broker create a topic, with one record in it, so that no measurement waits for it.</summary>
    public static void CreateByProducing(string bootstrap, string topic)
    {
        using var producer = OpenProducer(bootstrap);
        producer.Produce(new TopicPartition(topic, 0), new Message<Null, byte[]> { Value = [0] });
        producer.Flush(CancellationToken.None);
    }

    public static IConsumer<Ignore, byte[]> OpenConsumer(string bootstrap)
    {
        var config = new ConsumerConfig
        {
            BootstrapServers = bootstrap,
            GroupId = "bench",
            EnableAutoCommit = false,
            FetchMaxBytes = 64 * 1024 * 1024,
            MaxPartitionFetchBytes = 16 * 1024 * 1024,
        };
        return new ConsumerBuilder<Ignore, byte[]>(config).Build();
    }

    /// <summary>Time from the first record to the last, so that the client's own start does not count.</summary>
    public static TimeSpan Fetch(string bootstrap, string topic, int records)
    {
        using var consumer = OpenConsumer(bootstrap);
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

    private static IProducer<Null, byte[]> OpenProducer(string bootstrap) => new ProducerBuilder<Null, byte[]>(
        new ProducerConfig
        {
            BootstrapServers = bootstrap,
            Acks = Acks.All,
            LingerMs = 5,
            BatchSize = 1024 * 1024,
            QueueBufferingMaxMessages = 500_000,
            QueueBufferingMaxKbytes = 512 * 1024,
        }).Build();
}
