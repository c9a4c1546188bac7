namespace SchemaRegistry.TopicLog;

/// <summary>Why the log refuses something. The hot path answers with these and throws nothing.</summary>
public enum LogError
{
    None,

    /// <summary>The offset is below the start of the partition or beyond its end.</summary>
    OffsetOutOfRange,

    /// <summary>A length or checksum of the batch is wrong, or stored bytes no longer are what was written.</summary>
    CorruptBatch,

    /// <summary>The batch is larger than the topic allows (<c>max.message.bytes</c>).</summary>
    BatchTooLarge,

    /// <summary>The batch is well-formed but not one that a client may send.</summary>
    InvalidRecord,

    /// <summary>The batch has a format (magic) that is not 2.</summary>
    UnsupportedFormat,

    /// <summary>A timestamp or its type is not allowed.</summary>
    InvalidTimestamp,

    /// <summary>The sequence is neither the next one nor a known duplicate.</summary>
    OutOfOrderSequence,

    /// <summary>The producer's epoch is older than the one that the partition knows.</summary>
    InvalidProducerEpoch,

    /// <summary>The disk failed. The partition refuses appends until it is opened again.</summary>
    StorageFailed,

    /// <summary>There is no such topic or partition, or no longer.</summary>
    UnknownTopic,
    TopicExists,
    InvalidTopicName,

    /// <summary>The name differs from an existing topic's only in '.' and '_'.</summary>
    TopicNameCollision,
    InvalidPartitionCount,
    InvalidConfig,
}
