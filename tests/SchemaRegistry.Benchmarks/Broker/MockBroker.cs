using Confluent.Kafka;

namespace SchemaRegistry.Benchmarks.Broker;

/// <summary>
/// librdkafka's own broker for tests, in this process and in memory: what the client can do against one that has
/// nothing to do. It lives as long as the producer that it was started with. Its topics have four partitions, so that a
/// load has to name one.
/// </summary>
internal sealed class MockBroker : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly IProducer<Null, byte[]> _owner;

    public MockBroker()
    {
        var config = new ProducerConfig();
        config.Set("test.mock.num.brokers", "1");
        config.Set("bootstrap.servers", "127.0.0.1:1");
        _owner = new ProducerBuilder<Null, byte[]>(config).SetLogHandler((_, _) => { }).Build();
        using var admin = new DependentAdminClientBuilder(_owner.Handle).Build();
        var broker = admin.GetMetadata(Patience).Brokers[0];
        Bootstrap = $"{broker.Host}:{broker.Port}";
    }

    public string Bootstrap { get; }

    public void Dispose() => _owner.Dispose();
}
