using Confluent.Kafka;

namespace SchemaRegistry.TopicLog.Tests.Clients;

/// <summary>Clients of Confluent.Kafka with what the tests do most.</summary>
internal static class Connect
{
    // Long enough for a loaded machine; a test that works never waits for it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static string Value(int index) => $"value number {index}, which repeats itself itself itself itself itself";

    public static IProducer<string, string> Producer(TestBroker broker, ProducerConfig config)
    {
        config.BootstrapServers = broker.Bootstrap;
        config.MessageTimeoutMs = (int)Patience.TotalMilliseconds;
        return new ProducerBuilder<string, string>(config).Build();
    }

    public static void Produce(IProducer<string, string> producer, string topic, int count)
    {
        for (var index = 0; index < count; index++)
            producer.Produce(topic, new Message<string, string> { Key = $"key {index}", Value = Value(index) });

        Assert.Equal(0, producer.Flush(Patience));
    }

    /// <summary>Writes so many records into each partition.</summary>
    public static void ProduceEvenly(IProducer<string, string> producer, string topic, int partitions, int each)
    {
        for (var index = 0; index < partitions * each; index++)
        {
            producer.Produce(
                new TopicPartition(topic, index % partitions), new() { Key = $"key {index}", Value = Value(index) });
        }

        Assert.Equal(0, producer.Flush(Patience));
    }

    public static IConsumer<string?, string?> Consumer(
        TestBroker broker, Action<ConsumerConfig>? configure = null, Action<Error>? onError = null)
    {
        var config = new ConsumerConfig
        {
            BootstrapServers = broker.Bootstrap,
            GroupId = "unused",
            EnableAutoCommit = false,
            AutoOffsetReset = AutoOffsetReset.Error,
            EnablePartitionEof = true,

            // The end of a partition is reported when a fetch comes back empty: after 500 ms by default.
            FetchWaitMaxMs = 10,
        };
        configure?.Invoke(config);
        return new ConsumerBuilder<string?, string?>(config)
            .SetKeyDeserializer(NullableText.Instance).SetValueDeserializer(NullableText.Instance)
            .SetErrorHandler((_, error) => onError?.Invoke(error)).SetLogHandler((_, _) => { }).Build();
    }

    /// <summary>Reads <paramref name="count"/> records, and sees that nothing follows them.</summary>
    public static List<ConsumeResult<string?, string?>> Consume(
        TestBroker broker, string topic, Offset from, int count, int partitions = 1)
    {
        using var consumer = Consumer(broker);
        consumer.Assign(
            Enumerable.Range(0, partitions).Select(partition => new TopicPartitionOffset(topic, partition, from)));
        var consumed = new List<ConsumeResult<string?, string?>>();
        for (var ends = 0; ends < partitions;)
        {
            var result = consumer.Consume(Patience);
            Assert.True(result is not null, $"Nothing came for {Patience} after {consumed.Count} of {count} records.");
            if (result.IsPartitionEOF)
                ends++;
            else
                consumed.Add(result);
        }

        Assert.Equal(count, consumed.Count);
        return consumed;
    }

    private sealed class NullableText : IDeserializer<string?>
    {
        public static NullableText Instance { get; } = new();

        public string? Deserialize(ReadOnlySpan<byte> data, bool isNull, SerializationContext context) =>
            isNull ? null : System.Text.Encoding.UTF8.GetString(data);
    }
}
