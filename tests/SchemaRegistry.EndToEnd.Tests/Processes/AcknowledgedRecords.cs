using System.Collections.Concurrent;
using Confluent.Kafka;

namespace SchemaRegistry.EndToEnd.Tests.Processes;

/// <summary>
/// Produces records of which no two are alike with acks=all, and remembers every offset that was acknowledged.
/// </summary>
internal sealed class AcknowledgedRecords(string topic)
{
    private static readonly TimeSpan ReadLimit = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<long, string> _valueByOffset = [];
    private readonly ConcurrentBag<string> _conflicts = [];
    private int _next;

    public int Count => _valueByOffset.Count;

    /// <summary>Offsets that were given to two records.</summary>
    public IReadOnlyCollection<string> Conflicts => _conflicts;

    /// <summary>
    /// Produces with several records in flight until the server is gone or <paramref name="ct"/> ends.
    /// </summary>
    public async Task ProduceUntilGoneAsync(string bootstrap, Action acknowledged, CancellationToken ct)
    {
        var config = new ProducerConfig
        {
            BootstrapServers = bootstrap,
            Acks = Acks.All,
            LingerMs = 0,
            MessageSendMaxRetries = 0,
            MessageTimeoutMs = 3000,
        };
        using var producer = new ProducerBuilder<Null, string>(config)
            .SetLogHandler((_, _) => { })
            .SetErrorHandler((_, _) => { })
            .Build();
        while (!ct.IsCancellationRequested)
        {
            var value = $"record {Interlocked.Increment(ref _next)}";
            try
            {
                var report = await producer.ProduceAsync(topic, new Message<Null, string> { Value = value }, ct);
                Remember(report.Offset.Value, value);
                acknowledged();
            }
            catch (Exception e) when (e is ProduceException<Null, string> or OperationCanceledException)
            {
                return;
            }
        }
    }

    /// <summary>
    /// What the log holds differently from what it acknowledged; empty when nothing was lost or given twice.
    /// </summary>
    public IReadOnlyList<string> FindLost(string bootstrap)
    {
        var found = ReadAll(bootstrap);
        var lost = new List<string>();
        foreach (var (offset, value) in _valueByOffset)
        {
            if (!found.TryGetValue(offset, out var stored) || stored != value)
                lost.Add($"offset {offset}: acknowledged '{value}', stored '{stored}'");
        }

        return lost;
    }

    private Dictionary<long, string> ReadAll(string bootstrap)
    {
        var config = new ConsumerConfig
        {
            BootstrapServers = bootstrap,
            GroupId = "reader",
            EnableAutoCommit = false,
            EnablePartitionEof = true,
        };
        using var consumer = new ConsumerBuilder<Ignore, string>(config).SetLogHandler((_, _) => { }).Build();
        consumer.Assign(new TopicPartitionOffset(topic, 0, Offset.Beginning));
        var found = new Dictionary<long, string>();
        while (consumer.Consume(ReadLimit) is { } result)
        {
            if (result.IsPartitionEOF)
                return found;
            found.Add(result.Offset.Value, result.Message.Value);
        }

        throw new TimeoutException($"{topic} was not read to its end in {ReadLimit}.");
    }

    private void Remember(long offset, string value)
    {
        var first = _valueByOffset.GetOrAdd(offset, value);
        if (first != value)
            _conflicts.Add($"offset {offset} was given to '{first}' and to '{value}'");
    }
}
