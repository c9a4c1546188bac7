using Microsoft.Extensions.Logging;

namespace SchemaRegistry.TopicLog.Topics;

/// <summary>What a log tells the operator.</summary>
internal static partial class TopicStoreLog
{
    [LoggerMessage(30, LogLevel.Warning,
        "{Topic}-{Partition}: {Bytes} bytes of {File} from byte {Position} on were not sound and were cut off; sound up to offset {NextOffset}")]
    public static partial void Truncated(
        ILogger logger, string topic, int partition, long bytes, string file, long position, long nextOffset);

    [LoggerMessage(37, LogLevel.Warning, "{Folder} could not be marked as cleanly stopped; the next start takes longer")]
    public static partial void NotMarkedClean(ILogger logger, Exception e, string folder);

    [LoggerMessage(38, LogLevel.Warning, "{Folder} of a deleted topic could not be deleted; it is tried again")]
    public static partial void NotDeleted(ILogger logger, Exception e, string folder);

    [LoggerMessage(36, LogLevel.Error, "Topic {Topic} could not be changed or deleted")]
    public static partial void ChangeFailed(ILogger logger, Exception e, string topic);

    [LoggerMessage(34, LogLevel.Critical,
        "{File} is damaged at byte {Position}: {Reason}. It was left in place; restore it from a copy or delete the records before it")]
    public static partial void Damaged(ILogger logger, string file, long position, string reason);

    [LoggerMessage(35, LogLevel.Warning, "{Bytes} bytes at the end of {Folder}/meta.log were not sound and were cut off")]
    public static partial void MetaCut(ILogger logger, string folder, long bytes);

    [LoggerMessage(31, LogLevel.Warning, "The settings of topic {Topic} are ignored: {Problem}")]
    public static partial void ConfigIgnored(ILogger logger, string topic, string problem);

    [LoggerMessage(32, LogLevel.Error, "Topic {Topic} could not be created")]
    public static partial void CreateFailed(ILogger logger, Exception e, string topic);
}
