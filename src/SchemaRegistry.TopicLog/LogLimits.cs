namespace SchemaRegistry.TopicLog;

/// <summary>The numbers of this project, with unit, reason and source.</summary>
public static class LogLimits
{
    /// <summary>Characters of a topic name (Kafka: 249, so that folder names stay within 255 with a suffix).</summary>
    public const int MaxTopicNameLength = 249;

    /// <summary>
    /// Partitions of one topic; a single node gains nothing from more, and each costs a folder and a file.
    /// </summary>
    public const int MaxPartitionCount = 10_000;

    /// <summary>
    /// Characters of all names and values that are set for one topic; all known ones together have about 1,500.
    /// </summary>
    public const int MaxConfigChars = 64 * 1024;

    /// <summary>Bytes of a batch with its header: Kafka's <c>max.message.bytes</c>, 1 MiB and 12.</summary>
    public const int DefaultMaxBatchBytes = 1_048_588;

    /// <summary>Bytes of the largest batch that any topic may allow: what one request frame can carry.</summary>
    public const int MaxBatchBytes = 100 * 1024 * 1024;

    /// <summary>Bytes of a segment file; Kafka's is 1 GiB, which a development machine notices.</summary>
    public const int DefaultSegmentBytes = 128 * 1024 * 1024;

    /// <summary>
    /// Bytes of the smallest segment that a topic may ask for (Kafka: 1 MiB since 4.0; smaller ones make tests fast).
    /// </summary>
    public const int MinSegmentBytes = 1024;

    /// <summary>Bytes of log between two entries of the sparse index (Kafka: <c>index.interval.bytes</c>).</summary>
    public const int IndexIntervalBytes = 4096;

    /// <summary>Producers that a partition remembers; beyond it the one that was silent longest is forgotten.</summary>
    public const int MaxProducers = 10_000;

    /// <summary>
    /// Batches per producer that are recognised as duplicates: the five that may be in flight (KIP-98).
    /// </summary>
    public const int RememberedBatches = 5;

    /// <summary>Producer ids that one durable reservation covers (Kafka: blocks of 1000).</summary>
    public const int ProducerIdBlock = 1000;

    /// <summary>
    /// Files that stay open: enough for what is busy, and half of the 1,024 that a process may have by default.
    /// </summary>
    public const int OpenFiles = 512;

    /// <summary>
    /// Leader epochs that a partition remembers; each stands for a repair, so that a thousand are a lifetime's.
    /// </summary>
    public const int MaxLeaderEpochs = 1000;

    /// <summary>
    /// Decompressed bytes of one batch: a hundred times the largest default batch; guards against bombs.
    /// </summary>
    public const int MaxDecompressedBytes = 128 * 1024 * 1024;

    /// <summary>
    /// Keys that one compaction can tell apart; what has more is compacted in several rounds. 24 bytes each in a table
    /// that is at most half full, 96 MiB in all (Kafka: <c>log.cleaner.dedupe.buffer.size</c>, 128 MiB).
    /// </summary>
    public const int MaxCompactionKeys = 2_000_000;

    /// <summary>Bytes that compaction reads and writes at a time, unless a batch is larger.</summary>
    public const int CompactionBufferBytes = 1024 * 1024;

    /// <summary>
    /// The part of <c>delete.retention.ms</c>, as a divisor, that compaction lets pass after a tombstone may go, so
    /// that others go with it: each pass rewrites the partition, and without it each would bring about another one,
    /// that long after it, for the tombstones that it was the first to meet. With it there are eight at most in that
    /// time.
    /// </summary>
    public const int TombstonePassesPerRetention = 8;

    /// <summary>
    /// Records of a refused batch that are named to the producer: enough to see what is wrong, and less than the batch.
    /// </summary>
    public const int MaxNamedRecords = 100;

    /// <summary>
    /// The longest time that records wait to be forced to disk, whatever a topic asks for; a timer holds 49 days.
    /// </summary>
    public static readonly TimeSpan MaxFlushPause = TimeSpan.FromDays(1);

    /// <summary>
    /// Times the compressed size that a batch of a client may take decompressed, beyond
    /// <see cref="AlwaysDecompressedBytes"/>. With the absolute bound alone a batch of 200 bytes could cost 128 MiB,
    /// which a thousand requests would ask for at no cost to their sender. Text and telemetry shrink to a tenth or a
    /// thirtieth; a hundredth is a page of equal lines.
    /// </summary>
    public const int MaxDecompressionRatio = 100;

    /// <summary>
    /// Decompressed bytes that a batch may take whatever its compressed size: equal records shrink a thousandfold, and
    /// are legal. librdkafka closes a batch at 1 MB before compression (message.max.bytes) and the Java client at what
    /// it estimates to become 16 KiB (batch.size), so that this is ten times what either sends by default.
    /// </summary>
    public const int AlwaysDecompressedBytes = 16 * 1024 * 1024;

    /// <summary>
    /// Times its size that a snappy block can grow: a copy of three bytes stands for 64 at most (format description,
    /// 2.2). A header that claims more lies, and nothing is allocated for it.
    /// </summary>
    public const int MaxSnappyRatio = 22;

    /// <summary>
    /// Bytes of arrays above 1 MiB that are kept for the next frame or fetch, over all threads: four answers of the
    /// largest size.
    /// </summary>
    public const long PooledLargeBytes = 64L * 1024 * 1024;

    /// <summary>
    /// A producer that was silent for so long is forgotten (Kafka: <c>producer.id.expiration.ms</c>).
    /// </summary>
    public static readonly TimeSpan ProducerExpiration = TimeSpan.FromDays(1);

    /// <summary>
    /// The least time between two passes of compaction over a partition that nothing but tombstones calls for, however
    /// short <c>delete.retention.ms</c> is.
    /// </summary>
    public static readonly TimeSpan MinTombstonePause = TimeSpan.FromMinutes(1);

    /// <summary>
    /// After a failed compaction of a partition, which may have read and written gigabytes before the disk was full;
    /// twice as long after each further one. Kafka waits 15 seconds each time (<c>log.cleaner.backoff.ms</c>).
    /// </summary>
    public static readonly TimeSpan CompactionPause = TimeSpan.FromSeconds(30);

    /// <summary>The longest pause after failed compactions: what made them fail may be over by then.</summary>
    public static readonly TimeSpan MaxCompactionPause = TimeSpan.FromMinutes(30);

    /// <summary>Records are kept for so long (Kafka: <c>retention.ms</c>).</summary>
    public static readonly TimeSpan DefaultRetention = TimeSpan.FromDays(7);

    /// <summary>
    /// Between two looks for what expired (Kafka: <c>log.retention.check.interval.ms</c>, 5 minutes; ten seconds make
    /// short retentions in tests and on small disks act in time, and cost a comparison per partition).
    /// </summary>
    public static readonly TimeSpan DefaultCheckInterval = TimeSpan.FromSeconds(10);

    /// <summary>A segment that is older is rolled at the next append (Kafka: <c>segment.ms</c>).</summary>
    public static readonly TimeSpan DefaultSegmentAge = TimeSpan.FromDays(7);
}
