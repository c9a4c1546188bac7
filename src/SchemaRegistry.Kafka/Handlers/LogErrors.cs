using SchemaRegistry.TopicLog;

namespace SchemaRegistry.Kafka.Handlers;

/// <summary>What the log's refusals are called on the wire, and what a user can do about them.</summary>
internal static class LogErrors
{
    public static ErrorCode CodeOf(LogError error) => error switch
    {
        LogError.None => ErrorCode.None,
        LogError.OffsetOutOfRange => ErrorCode.OffsetOutOfRange,
        LogError.CorruptBatch => ErrorCode.CorruptMessage,
        LogError.BatchTooLarge => ErrorCode.MessageTooLarge,
        LogError.InvalidRecord => ErrorCode.InvalidRecord,
        LogError.UnsupportedFormat => ErrorCode.UnsupportedForMessageFormat,
        LogError.InvalidTimestamp => ErrorCode.InvalidTimestamp,
        LogError.OutOfOrderSequence => ErrorCode.OutOfOrderSequenceNumber,
        LogError.InvalidProducerEpoch => ErrorCode.InvalidProducerEpoch,
        LogError.StorageFailed => ErrorCode.KafkaStorageError,
        LogError.UnknownTopic => ErrorCode.UnknownTopicOrPartition,
        LogError.TopicExists => ErrorCode.TopicAlreadyExists,
        LogError.InvalidTopicName or LogError.TopicNameCollision => ErrorCode.InvalidTopic,
        LogError.InvalidPartitionCount => ErrorCode.InvalidPartitions,
        LogError.InvalidConfig => ErrorCode.InvalidConfig,
        _ => ErrorCode.UnknownServerError,
    };

    /// <summary>A sentence where the code alone does not say enough; else null.</summary>
    public static string? TextOf(LogError error) => error switch
    {
        LogError.CorruptBatch => "The batch's length or checksum is wrong.",
        LogError.BatchTooLarge =>
            "The batch is larger than the topic's max.message.bytes; send smaller batches or raise it.",
        LogError.InvalidRecord =>
            "The batch is not one that a client may send: one batch per partition, no control batch, " +
            "record count and offsets that agree, no transaction.",
        LogError.InvalidTimestamp =>
            "A record's time is farther from the broker's clock than the topic's message.timestamp.before.max.ms or " +
            "message.timestamp.after.max.ms allows, or the batch claims the time of its append, which is the broker's.",
        LogError.UnsupportedFormat => "Only record batches of magic 2 are accepted.",
        LogError.StorageFailed => "The broker's disk failed; its log says more.",
        _ => null,
    };

    /// <summary>Why a topic cannot be created or deleted.</summary>
    public static string TextOf(LogError error, string topic) => error switch
    {
        LogError.TopicExists => $"The topic '{topic}' exists already.",
        LogError.InvalidTopicName =>
            $"'{topic}' is no topic name: it has 1 to {LogLimits.MaxTopicNameLength} characters of " +
            "a-z, A-Z, 0-9, '.', '_' and '-', and is neither '.' nor '..'.",
        LogError.TopicNameCollision => $"'{topic}' differs from an existing topic only in '.' and '_'.",
        LogError.InvalidPartitionCount => $"A topic has 1 to {LogLimits.MaxPartitionCount} partitions.",
        LogError.UnknownTopic => $"There is no topic '{topic}'.",
        LogError.StorageFailed => $"The broker's disk failed at the topic '{topic}'; its log says more.",
        _ => $"The topic '{topic}' was refused: {error}.",
    };
}
