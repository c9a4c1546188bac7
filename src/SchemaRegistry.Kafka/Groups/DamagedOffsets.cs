using SchemaRegistry.TopicLog;
using SchemaRegistry.TopicLog.Partitions;

namespace SchemaRegistry.Kafka.Groups;

/// <summary>
/// Finds where a partition can be read again behind damage. A wrong checksum costs one batch; a wrong length hides all
/// that follows in its segment, of which nobody knows how many offsets it has.
/// </summary>
internal static class DamagedOffsets
{
    /// <summary>
    /// Looks in steps that double, and then between the last two: the number of reads grows with the logarithm of the
    /// damage. Of two damages that are close to each other what lies between may be passed over too.
    /// </summary>
    /// <param name="partition">The partition.</param>
    /// <param name="damaged">An offset that can not be read.</param>
    /// <param name="end">The offset behind the last one.</param>
    /// <returns>The first offset that can be read, or <paramref name="end"/>; null when the disk fails.</returns>
    public static long? FindEnd(Partition partition, long damaged, long end)
    {
        var (low, high, step) = (damaged, end, 1L);
        while (end - low > step)
        {
            if (IsDamaged(partition, low + step) is not { } isDamaged)
                return null;
            if (!isDamaged)
            {
                high = low + step;
                break;
            }

            (low, step) = (low + step, step * 2);
        }

        while (high - low > 1)
        {
            var middle = low + ((high - low) / 2);
            if (IsDamaged(partition, middle) is not { } isDamaged)
                return null;
            (low, high) = isDamaged ? (middle, high) : (low, middle);
        }

        return high;
    }

    private static bool? IsDamaged(Partition partition, long offset)
    {
        using var read = partition.Read(offset, maxBytes: 1);
        return read.Error switch
        {
            LogError.None => false,
            LogError.CorruptBatch => true,
            _ => null,
        };
    }
}
