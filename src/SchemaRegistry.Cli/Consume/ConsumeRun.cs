using Confluent.Kafka;
using SchemaRegistry.Cli.Commands;

namespace SchemaRegistry.Cli.Consume;

/// <summary>Reads partitions without a group and prints what it decodes.</summary>
internal static class ConsumeRun
{
    private static readonly TimeSpan PollTimeout = TimeSpan.FromMilliseconds(200);

    public static async Task<int> RunAsync(ConsumeOptions options, CancellationToken cancellationToken)
    {
        using var client = Connections.Open(options.Registry);
        using var consumer = Build(options);
        var positions = FindPositions(consumer, options);
        consumer.Assign(positions);
        using var output = RecordOutput.Create(options);
        var decoder = new RecordDecoder(client, options.Topic);
        var open = positions.Select(position => position.Partition.Value).ToHashSet();
        for (var read = 0L; read < (options.Count ?? long.MaxValue) && open.Count > 0;)
        {
            if (cancellationToken.IsCancellationRequested)
                break;
            if (consumer.Consume(PollTimeout) is not { } result)
            {
                output.Flush();
                continue;
            }

            if (result.IsPartitionEOF)
            {
                output.Flush();
                if (options.ExitsAtEnd)
                    open.Remove(result.Partition.Value);
                continue;
            }

            output.Write(result, await decoder.DecodeAsync(result.Message, cancellationToken));
            read++;
        }

        return 0;
    }

    private static IConsumer<byte[], byte[]> Build(ConsumeOptions options)
    {
        var config = new ConsumerConfig
        {
            BootstrapServers = options.Bootstrap,
            GroupId = "schema-registry-consume",
            EnableAutoCommit = false,
            EnablePartitionEof = true,
            AutoOffsetReset = AutoOffsetReset.Error,
            FetchWaitMaxMs = 50,
        };
        return new ConsumerBuilder<byte[], byte[]>(config).SetLogHandler((_, _) => { }).Build();
    }

    private static List<TopicPartitionOffset> FindPositions(IConsumer<byte[], byte[]> consumer, ConsumeOptions options)
    {
        using var admin = new DependentAdminClientBuilder(consumer.Handle).Build();
        var topic = admin.GetMetadata(options.Topic, CliLimits.BrokerTimeout).Topics.Single();
        if (topic.Error.IsError)
            throw new CommandException($"Topic {options.Topic}: {topic.Error.Reason}");
        var partitions = topic.Partitions
            .Select(partition => partition.PartitionId)
            .Where(partition => options.Partition is null || options.Partition == partition)
            .Select(partition => new TopicPartition(options.Topic, partition))
            .ToList();
        if (partitions.Count == 0)
            throw new CommandException($"Topic {options.Topic} has no partition {options.Partition}.");
        return options.From switch
        {
            StartPosition.AtEnd => [.. partitions.Select(partition => new TopicPartitionOffset(partition, Offset.End))],
            StartPosition.AtOffset at =>
                [.. partitions.Select(partition => new TopicPartitionOffset(partition, at.Offset))],
            StartPosition.AtTime at => consumer.OffsetsForTimes(
                partitions.Select(
                    partition => new TopicPartitionTimestamp(partition, new Timestamp(at.Time.UtcDateTime))),
                CliLimits.BrokerTimeout),
            _ => [.. partitions.Select(partition => new TopicPartitionOffset(partition, Offset.Beginning))],
        };
    }
}
