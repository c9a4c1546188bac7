using System.Diagnostics;
using Confluent.Kafka;

namespace SchemaRegistry.TopicLog.Tests.Clients;

/// <summary>
/// A group member of Confluent.Kafka. It does everything while it is asked for records, so one thread, the test's,
/// can drive all members of a group in turn.
/// </summary>
internal sealed class ConfluentMember : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(20);

    private bool _isDisposed;

    public ConfluentMember(TestBroker broker, string topic, string group, Action<ConsumerConfig>? configure = null)
    {
        var config = new ConsumerConfig
        {
            BootstrapServers = broker.Bootstrap,
            GroupId = group,
            EnableAutoCommit = false,
            AutoOffsetReset = AutoOffsetReset.Earliest,
            SessionTimeoutMs = 3000,
            HeartbeatIntervalMs = 200,
            FetchWaitMaxMs = 50,
        };
        configure?.Invoke(config);
        Consumer = new ConsumerBuilder<string, string>(config)
            .SetPartitionsAssignedHandler((_, _) => { Rebalances++; })
            .SetPartitionsRevokedHandler((_, _) => { Rebalances++; })
            .SetOffsetsCommittedHandler((_, answer) => Committed = answer.Offsets.Max(offset => offset.Offset.Value))
            .SetLogHandler((_, _) => { }).Build();
        Consumer.Subscribe(topic);
    }

    public IConsumer<string, string> Consumer { get; }

    public List<TopicPartitionOffset> Records { get; } = [];

    /// <summary>How often partitions were given to it or taken from it.</summary>
    public int Rebalances { get; private set; }

    /// <summary>The highest offset that the broker has confirmed, when the client commits by itself.</summary>
    public long? Committed { get; private set; }

    public List<int> Partitions =>
        _isDisposed ? [] : [.. Consumer.Assignment.Select(one => one.Partition.Value).Order()];

    /// <summary>Lets all members work until something is so.</summary>
    public static void Drive(IReadOnlyCollection<ConfluentMember> members, string claim, Func<bool> isSo)
    {
        var clock = Stopwatch.StartNew();
        while (!isSo())
        {
            Assert.True(clock.Elapsed < Patience, $"Not seen within {Patience}: {claim}.");
            foreach (var member in members.Where(member => !member._isDisposed))
            {
                if (member.Consumer.Consume(Turn) is { } record)
                    member.Records.Add(record.TopicPartitionOffset);
            }
        }
    }

    public void Drive(string claim, Func<bool> isSo) => Drive([this], claim, isSo);

    /// <summary>Leaves the group, as far as a member of its kind does.</summary>
    public void Close()
    {
        Consumer.Close();
        Dispose();
    }

    /// <summary>Ends it without leaving, which Confluent.Kafka does for a consumer that is not closed.</summary>
    public void Dispose()
    {
        if (!_isDisposed)
            Consumer.Dispose();
        _isDisposed = true;
    }
}
