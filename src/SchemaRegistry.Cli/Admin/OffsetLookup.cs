using Confluent.Kafka;
using Confluent.Kafka.Admin;

namespace SchemaRegistry.Cli.Admin;

/// <summary>
/// Offsets that were asked of the leaders of partitions, and the partitions for which there was no answer. A time after
/// the last record has neither.
/// </summary>
internal sealed record OffsetLookup(
    IReadOnlyDictionary<TopicPartition, long> Offsets, IReadOnlyDictionary<TopicPartition, Error> Failures)
{
    /// <param name="admin">The Kafka.</param>
    /// <param name="partitions">Each at most once; may be empty.</param>
    /// <param name="place">The beginning, the end, or a time.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<OffsetLookup> FindAsync(
        KafkaAdmin admin, IReadOnlyCollection<TopicPartition> partitions, OffsetSpec place,
        CancellationToken cancellationToken)
    {
        var wanted = partitions.Select(partition => new TopicPartitionOffsetSpec
        {
            TopicPartition = partition,
            OffsetSpec = place,
        });
        var options = new ListOffsetsOptions { RequestTimeout = KafkaAdmin.Timeout };
        try
        {
            var answer = await admin.AskAsync(client => client.ListOffsetsAsync(wanted, options), cancellationToken);
            return Read(answer.ResultInfos);
        }
        catch (ListOffsetsException e)
        {
            return Read(e.Result.ResultInfos);
        }
        catch (KafkaException e) when (e.Error.Code == ErrorCode.Local_NoEnt)
        {
            // None of the partitions has a leader: their topics are gone, or all their brokers.
            return new OffsetLookup(
                new Dictionary<TopicPartition, long>(), partitions.ToDictionary(partition => partition, _ => e.Error));
        }
    }

    public long? Of(TopicPartition partition) => Offsets.TryGetValue(partition, out var offset) ? offset : null;

    /// <summary>This, when every partition was answered for.</summary>
    public OffsetLookup Complete()
    {
        foreach (var (partition, error) in Failures)
        {
            throw new CommandException(
                $"The offsets of {partition.Topic}:{partition.Partition.Value} can not be told: {AdminErrors.ReasonOf(error)}",
                CommandException.CanNotTell);
        }

        return this;
    }

    private static OffsetLookup Read(IEnumerable<ListOffsetsResultInfo> results)
    {
        var offsets = new Dictionary<TopicPartition, long>();
        var failures = new Dictionary<TopicPartition, Error>();
        foreach (var result in results.Select(result => result.TopicPartitionOffsetError))
        {
            if (result.Error.IsError)
                failures[result.TopicPartition] = result.Error;
            else if (result.Offset.Value >= 0)
                offsets[result.TopicPartition] = result.Offset.Value;
        }

        return new OffsetLookup(offsets, failures);
    }
}
