using Confluent.Kafka;

namespace SchemaRegistry.Cli.Consume;

/// <summary>Partitions that were chosen, without a group: nobody else notices, and nothing is remembered.</summary>
internal sealed class AssignedReading : RecordReading
{
    /// <summary>librdkafka asks for a group's name though none is joined.</summary>
    private const string UnusedGroup = "schema-registry-consume";

    private readonly ConsumeOptions _options;
    private readonly HashSet<TopicPartition> _open = [];

    public AssignedReading(ConsumeOptions options)
    {
        _options = options;
        Consumer = new ConsumerBuilder<byte[], byte[]>(Configure(options, UnusedGroup))
            .SetLogHandler((_, _) => { })
            .Build();
        try
        {
            Assign();
        }
        catch
        {
            Consumer.Dispose();
            throw;
        }
    }

    public override bool IsOver => _options.ExitsAtEnd && _open.Count == 0;

    protected override IConsumer<byte[], byte[]> Consumer { get; }

    protected override void ReachedEnd(TopicPartition partition) => _open.Remove(partition);

    private void Assign()
    {
        var partitions = FindPartitions(Consumer, _options.Topic)
            .Where(partition => _options.Partition is null || partition.Partition.Value == _options.Partition)
            .ToList();
        if (partitions.Count == 0)
            throw new CommandException($"Topic {_options.Topic} has no partition {_options.Partition}.");
        _open.UnionWith(partitions);
        Consumer.Assign(FindStart(Consumer, partitions, _options.From));
    }
}
