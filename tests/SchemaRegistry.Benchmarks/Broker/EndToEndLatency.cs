using System.Buffers.Binary;
using System.Diagnostics;
using Confluent.Kafka;
using SchemaRegistry.Benchmarks.Logs;

namespace SchemaRegistry.Benchmarks.Broker;

/// <summary>From the call that sends a record to the call that returns it, at a steady rate.</summary>
internal static class EndToEndLatency
{
    private const int RecordsPerSecond = 1000;
    private const int Records = 2000;
    private const int RecordBytes = 1024;
    private const int WarmUp = 200;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Milliseconds, sorted.</summary>
    public static async Task<double[]> MeasureAsync(string bootstrap, string topic, CancellationToken cancellationToken)
    {
        KafkaLoad.CreateByProducing(bootstrap, topic);
        var consuming = Task.Factory.StartNew(
            () => Consume(bootstrap, topic), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await SendAsync(bootstrap, topic, cancellationToken);
        var latencies = await consuming;
        Array.Sort(latencies);
        return latencies;
    }

    private static async Task SendAsync(string bootstrap, string topic, CancellationToken cancellationToken)
    {
        var config = new ProducerConfig { BootstrapServers = bootstrap, Acks = Acks.All, LingerMs = 0 };
        using var producer = new ProducerBuilder<Null, byte[]>(config).Build();
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        var started = Stopwatch.GetTimestamp();
        for (var sent = 0; sent < Records;)
        {
            await beat.WaitForNextTickAsync(cancellationToken);
            var due = Math.Min(Records, (int)(Stopwatch.GetElapsedTime(started).TotalSeconds * RecordsPerSecond));
            for (; sent < due; sent++)
            {
                var value = new byte[RecordBytes];
                BinaryPrimitives.WriteInt64LittleEndian(value, Stopwatch.GetTimestamp());
                producer.Produce(new TopicPartition(topic, 0), new Message<Null, byte[]> { Value = value });
            }
        }

        producer.Flush(cancellationToken);
    }

    private static double[] Consume(string bootstrap, string topic)
    {
        using var consumer = KafkaLoad.OpenConsumer(bootstrap);
        consumer.Assign(new TopicPartitionOffset(topic, 0, 1));
        var latencies = new List<double>(Records);
        for (var read = 0; read < Records; read++)
        {
            var result = consumer.Consume(Patience) ?? throw new TimeoutException($"Only {read} records came.");
            var latency = Stopwatch.GetElapsedTime(BinaryPrimitives.ReadInt64LittleEndian(result.Message.Value));
            if (read >= WarmUp)
                latencies.Add(latency.TotalMilliseconds);
        }

        return [.. latencies];
    }
}
