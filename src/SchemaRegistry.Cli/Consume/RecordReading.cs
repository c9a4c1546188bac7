using Confluent.Kafka;

namespace SchemaRegistry.Cli.Consume;

/// <summary>Where records come from, and what happens when they were printed. One thread uses it.</summary>
internal abstract class RecordReading : IDisposable
{
    /// <summary>So long the output may lag behind what came, and Ctrl+C may wait.</summary>
    private static readonly TimeSpan PollTimeout = TimeSpan.FromMilliseconds(200);

    /// <summary>All that was there is read; never so while more may be waited for.</summary>
    public abstract bool IsOver { get; }

    protected abstract IConsumer<byte[], byte[]> Consumer { get; }

    public static RecordReading Open(ConsumeOptions options, RecordOutput output) =>
        options.Group is { } group ? new GroupReading(options, group, output) : new AssignedReading(options);

    /// <summary>The next record; null when there is none for now.</summary>
    public virtual ConsumeResult<byte[], byte[]>? Read()
    {
        var result = Consumer.Consume(PollTimeout);
        if (result is not { IsPartitionEOF: true })
            return result;
        ReachedEnd(result.TopicPartition);
        return null;
    }

    /// <summary>A record was given to the output.</summary>
    public virtual void Wrote(ConsumeResult<byte[], byte[]> result)
    {
    }

    /// <summary>What was written is on the output.</summary>
    public virtual void Printed()
    {
    }

    /// <summary>Nothing more is read, and all that was written is on the output.</summary>
    public virtual void Finish()
    {
    }

    public virtual void Dispose() => Consumer.Dispose();

    protected abstract void ReachedEnd(TopicPartition partition);

    protected static ConsumerConfig Configure(ConsumeOptions options, string group) => new()
    {
        BootstrapServers = options.Bootstrap,
        ClientId = "schema-registry",
        GroupId = group,
        EnableAutoCommit = false,
        EnablePartitionEof = true,

        // To begin anywhere else than where it was told would leave records out, or print them twice, without a word.
        AutoOffsetReset = AutoOffsetReset.Error,
        FetchWaitMaxMs = 50,
    };

    /// <summary>The partitions of the topic, without making it.</summary>
    protected static IReadOnlyList<TopicPartition> FindPartitions(IConsumer<byte[], byte[]> consumer, string topic)
    {
        using var admin = new DependentAdminClientBuilder(consumer.Handle).Build();
        var metadata = admin.GetMetadata(topic, CliLimits.BrokerTimeout).Topics.Single();
        if (metadata.Error.IsError)
            throw new CommandException($"Topic {topic}: {metadata.Error.Reason}");
        return metadata.Partitions.ConvertAll(partition => new TopicPartition(topic, partition.PartitionId));
    }

    protected static IReadOnlyList<TopicPartitionOffset> FindStart(
        IConsumer<byte[], byte[]> consumer, IReadOnlyList<TopicPartition> partitions, StartPosition from) => from switch
        {
            StartPosition.AtEnd => At(partitions, Offset.End),
            StartPosition.AtOffset at => At(partitions, at.Offset),
            StartPosition.AtTime at => consumer.OffsetsForTimes(
                partitions.Select(
                    partition => new TopicPartitionTimestamp(partition, new Timestamp(at.Time.UtcDateTime))),
                CliLimits.BrokerTimeout),
            _ => At(partitions, Offset.Beginning),
        };

    private static IReadOnlyList<TopicPartitionOffset> At(IEnumerable<TopicPartition> partitions, Offset offset) =>
        [.. partitions.Select(partition => new TopicPartitionOffset(partition, offset))];
}
