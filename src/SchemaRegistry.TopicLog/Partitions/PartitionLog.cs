using Microsoft.Extensions.Logging;

namespace SchemaRegistry.TopicLog.Partitions;

/// <summary>What a partition tells the operator.</summary>
internal static partial class PartitionLog
{
    [LoggerMessage(20, LogLevel.Error, "Append to {Topic}-{Partition} at offset {Offset} failed; nothing was appended")]
    public static partial void AppendFailed(ILogger logger, Exception e, string topic, int partition, long offset);

    [LoggerMessage(21, LogLevel.Error, "Reading {Topic}-{Partition} at offset {Offset} failed")]
    public static partial void ReadFailed(ILogger logger, Exception e, string topic, int partition, long offset);

    [LoggerMessage(24, LogLevel.Error, "Deleting the records of {Topic}-{Partition} below offset {Offset} failed")]
    public static partial void DeleteFailed(ILogger logger, Exception e, string topic, int partition, long offset);

    [LoggerMessage(25, LogLevel.Error, "Expired records of {Topic}-{Partition} could not be dropped; it is tried again")]
    public static partial void RetentionFailed(ILogger logger, Exception e, string topic, int partition);

    [LoggerMessage(23, LogLevel.Warning, "The index of {Segment} could not be written; the next start scans the segment")]
    public static partial void NoIndex(ILogger logger, Exception e, string segment);

    [LoggerMessage(22, LogLevel.Critical,
        "{Topic}-{Partition} could not be forced to disk and takes no more records; restart when the disk is sound")]
    public static partial void Failed(ILogger logger, Exception e, string topic, int partition);
}
