using Confluent.Kafka;

namespace SchemaRegistry.Cli.Produce;

/// <summary>
/// Sends payloads with acks=all and counts what was acknowledged. Used by one thread; its callbacks come on another.
/// </summary>
internal sealed class RecordSender : IDisposable
{
    private readonly IProducer<byte[]?, byte[]> _producer;
    private readonly string _topic;
    private long _acknowledged;
    private long _failed;
    private volatile string? _lastFailure;

    public RecordSender(string bootstrap, string topic)
    {
        _topic = topic;
        var config = new ProducerConfig
        {
            BootstrapServers = bootstrap,
            Acks = Acks.All,
            EnableIdempotence = true,
            LingerMs = 5,
            MessageTimeoutMs = (int)CliLimits.BrokerTimeout.TotalMilliseconds,
        };
        _producer = new ProducerBuilder<byte[]?, byte[]>(config)
            .SetLogHandler((_, _) => { })
            .SetErrorHandler((_, error) => _lastFailure = error.Reason)
            .Build();
    }

    public long Acknowledged => Interlocked.Read(ref _acknowledged);

    public long Failed => Interlocked.Read(ref _failed);

    public string? LastFailure => _lastFailure;

    /// <summary>
    /// Queues a record; when the queue is full it waits for the broker. Answers null, or why it can not be sent at all.
    /// </summary>
    public string? Send(byte[]? key, byte[] value)
    {
        var message = new Message<byte[]?, byte[]> { Key = key, Value = value };
        while (true)
        {
            try
            {
                _producer.Produce(_topic, message, Report);
                return null;
            }
            catch (ProduceException<byte[]?, byte[]> e) when (e.Error.Code == ErrorCode.Local_QueueFull)
            {
                _producer.Poll(TimeSpan.FromMilliseconds(100));
            }
            catch (ProduceException<byte[]?, byte[]> e)
            {
                return e.Error.Reason;
            }
        }
    }

    /// <summary>Returns when every record was acknowledged or given up.</summary>
    public void Flush(CancellationToken cancellationToken) => _producer.Flush(cancellationToken);

    public void Dispose() => _producer.Dispose();

    private void Report(DeliveryReport<byte[]?, byte[]> report)
    {
        if (!report.Error.IsError)
        {
            Interlocked.Increment(ref _acknowledged);
            return;
        }

        _lastFailure = report.Error.Reason;
        Interlocked.Increment(ref _failed);
    }
}
