namespace SchemaRegistry.Kafka.Log;

/// <summary>One partition. Safe for any thread; appends of concurrent callers come one after the other.</summary>
public interface ILogPartition
{
    int LeaderEpoch { get; }

    /// <summary>The first offset that can be read.</summary>
    long LogStartOffset { get; }

    /// <summary>The offset behind the last record that readers may see.</summary>
    long HighWatermark { get; }

    /// <summary>The offset up to which every transaction is decided; without transactions the high watermark.</summary>
    long LastStableOffset { get; }

    /// <summary>
    /// Checks one record batch and appends it. The bytes are not used after the call returns. Nothing is thrown for a bad batch.
    /// </summary>
    LogAppend Append(ReadOnlyMemory<byte> batch);

    /// <summary>
    /// Whole batches from the one that holds <paramref name="offset"/> on, below <paramref name="limit"/>: as many as fit into
    /// <paramref name="maxBytes"/>, but when there is any, at least one.
    /// </summary>
    LogRead Read(long offset, long limit, int maxBytes);

    /// <summary>Completes when the high watermark is above <paramref name="offset"/>, at once when it is already.</summary>
    Task WaitForAsync(long offset, CancellationToken cancellationToken);

    /// <summary>The first record at or after a time; null when there is none.</summary>
    LogPosition? FindByTime(long timestampMs);

    /// <summary>The record with the largest timestamp; null when the partition is empty.</summary>
    LogPosition? FindLargestTime();
}
