using Confluent.Kafka;
using Confluent.Kafka.Admin;
using SchemaRegistry.Cli.Admin;
using SchemaRegistry.Cli.Consume;

namespace SchemaRegistry.Cli.Groups;

/// <summary>
/// Works out where a reset leads, and changes nothing. No group is moved to where the log has no record and never will:
/// what lies before the first offset becomes the first, what lies after the end becomes the end.
/// </summary>
internal static class OffsetReset
{
    /// <exception cref="CommandException">
    /// A partition has no leader to ask, or is to be shifted and nothing was committed for it.
    /// </exception>
    public static async Task<IReadOnlyList<OffsetMove>> PlanAsync(
        KafkaAdmin admin, IReadOnlyList<TopicPartition> partitions, IReadOnlyDictionary<TopicPartition, long> committed,
        ResetTarget target, CancellationToken cancellationToken)
    {
        var first = await FindAsync(OffsetSpec.Earliest());
        var end = await FindAsync(OffsetSpec.Latest());
        var timed = target is ResetTarget.To { Position: StartPosition.AtTime at }
            ? await FindAsync(OffsetSpec.ForTimestamp(at.Time.ToUnixTimeMilliseconds()))
            : null;
        return [.. partitions.Select(Move)];

        async Task<OffsetLookup> FindAsync(OffsetSpec place) =>
            (await OffsetLookup.FindAsync(admin, partitions, place, cancellationToken)).Complete();

        OffsetMove Move(TopicPartition partition)
        {
            long? before = committed.TryGetValue(partition, out var offset) ? offset : null;
            var (lowest, highest) = (first.Offsets[partition], end.Offsets[partition]);
            var wanted = target switch
            {
                ResetTarget.By shift => Shift(partition, before, shift.Records),
                ResetTarget.To { Position: StartPosition.AtEnd } => highest,
                ResetTarget.To { Position: StartPosition.AtOffset place } => place.Offset,
                ResetTarget.To { Position: StartPosition.AtTime } => timed!.Of(partition) ?? highest,
                _ => lowest,
            };
            return new OffsetMove(partition, before, Math.Clamp(wanted, lowest, highest));
        }
    }

    private static long Shift(TopicPartition partition, long? before, long records)
    {
        if (before is not { } offset)
        {
            throw new CommandException(
                $"Nothing was committed for {partition.Topic}:{partition.Partition.Value}, so that it can not be shifted; "
                + "use --to.");
        }

        // Offsets are not negative, so that only forward the sum could leave the range.
        return records > long.MaxValue - offset ? long.MaxValue : offset + records;
    }
}
