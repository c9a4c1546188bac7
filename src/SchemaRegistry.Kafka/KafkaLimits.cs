namespace SchemaRegistry.Kafka;

/// <summary>Every number of this project that bounds something.</summary>
internal static class KafkaLimits
{
    /// <summary>
    /// Topics whose settings one answer lists: each takes some 15 KB in memory until it is sent, so an answer at most
    /// some 150 MB. One that asks for more gets the rest refused.
    /// </summary>
    public const int MaxListedTopics = 10_000;

    /// <summary>Key, version and correlation id (bytes): the shortest thing that can be answered.</summary>
    public const int MinFrameBytes = 8;

    /// <summary>Largest frame when nothing else is configured: 100 MiB, Kafka's socket.request.max.bytes.</summary>
    public const int DefaultMaxFrameBytes = 100 * 1024 * 1024;

    /// <summary>
    /// Frames up to this size (bytes) are not counted against any budget: most requests, for free. Of larger ones so
    /// much is rented before any byte has arrived, so that announcing costs next to nothing.
    /// </summary>
    public const int UncountedFrameBytes = 64 * 1024;

    /// <summary>
    /// Frames up to this size (bytes) count against <see cref="FrameBudgetBytes"/>, and larger ones until so much has
    /// arrived. Clients send one full batch of a mebibyte, or less, by default.
    /// </summary>
    public const int MiddleFrameBytes = 1024 * 1024;

    /// <summary>
    /// Request frames up to 1 MiB in assembly over all connections (bytes), and the beginnings of larger ones; a
    /// connection waits with reading when it is used up.
    /// </summary>
    public const long FrameBudgetBytes = 128L * 1024 * 1024;

    /// <summary>
    /// Request frames of more than 1 MiB over all connections (bytes): two of the largest. A budget of their own, so
    /// that they hold up each other only; clients send such frames when max.message.bytes was raised for them.
    /// </summary>
    public const long LargeFrameBudgetBytes = 256L * 1024 * 1024;

    /// <summary>
    /// Record bytes of fetch answers in memory over all connections. Used up, answers shrink to one batch per
    /// request: they never wait, so that a slow reader cannot stop the others.
    /// </summary>
    public const long FetchBudgetBytes = 256L * 1024 * 1024;

    /// <summary>
    /// By how much single batches may exceed <see cref="FetchBudgetBytes"/>. Beyond that, answers carry
    /// <see cref="CrowdedAnswerBytes"/> at most, and a larger batch comes when others have read theirs.
    /// </summary>
    public const long FetchOverdraftBytes = 256L * 1024 * 1024;

    /// <summary>Record bytes of an answer when consumers that do not read hold all that may be held.</summary>
    public const int CrowdedAnswerBytes = 64 * 1024;

    /// <summary>
    /// Record bytes of one fetch answer, whatever the client allows (clients ask for 50 MiB by default).
    /// </summary>
    public const int MaxFetchBytes = 16 * 1024 * 1024;

    /// <summary>
    /// Requests of one connection that are executed and not yet answered; librdkafka and the Java client keep 5.
    /// </summary>
    public const int MaxPendingResponses = 64;

    /// <summary>
    /// Answers of one connection that wait for their turn (bytes, encoded or as what they are made from): the metadata
    /// of a hundred thousand partitions, twice.
    /// </summary>
    public const long PendingResponseBytes = 8L * 1024 * 1024;

    /// <summary>
    /// The same over all connections. The oldest answer of each connection is not held up by it, so that whoever has
    /// one request in flight is served however many others do not read.
    /// </summary>
    public const long AnswerBudgetBytes = 128L * 1024 * 1024;

    /// <summary>
    /// Answers up to this size (bytes) are not counted: 64 of them are 64 KiB for a connection, and nearly all answers
    /// but those with metadata or records are smaller.
    /// </summary>
    public const int UncountedAnswerBytes = 1024;

    /// <summary>
    /// What a partition of a produce request takes (bytes) while its fsync is awaited: the answer as an object and
    /// encoded, and its place in the list of waits.
    /// </summary>
    public const int ProducedPartitionBytes = 200;

    /// <summary>
    /// What a partition of an OffsetCommit takes (bytes) while its fsync is awaited, beside its topic's name and its
    /// text: the offset, its record with key and value, and the answer.
    /// </summary>
    public const int CommittedPartitionBytes = 500;

    /// <summary>
    /// What a JoinGroup or SyncGroup takes (bytes) while it waits for other members, beside what it brought.
    /// </summary>
    public const int WaitingMemberBytes = 500;

    /// <summary>What a partition of a fetch takes (bytes) while it waits: what was asked and what was found.</summary>
    public const int FetchedPartitionBytes = 120;

    /// <summary>Requests of fetches with more partitions than this are not kept for the next one.</summary>
    public const int MaxPooledFetchPartitions = 1024;

    /// <summary>Requests of fetches that are kept for the next ones: one for each of the busy connections.</summary>
    public const int MaxPooledFetches = 1024;

    /// <summary>
    /// Bytes of an answer that are handed to the transport at once; the next piece follows when they have left, so a
    /// consumer that does not read costs the transport so many beside the answer itself.
    /// </summary>
    public const int SendChunkBytes = 256 * 1024;

    /// <summary>
    /// How long a frame that is counted may take to arrive. Clients give up after 30 to 60 seconds themselves; without
    /// it, bytes that trickle would keep a share of the budget for ever.
    /// </summary>
    public static readonly TimeSpan FrameTimeout = TimeSpan.FromMinutes(2);

    /// <summary>How long answers may still go out after the peer or the server has ended a connection.</summary>
    public static readonly TimeSpan DrainTimeout = TimeSpan.FromSeconds(5);

    /// <summary>The longest pause between two looks at whether a connection is idle; a timer holds 49 days.</summary>
    public static readonly TimeSpan MaxIdlePause = TimeSpan.FromMinutes(1);

    /// <summary>What a log line shows of a client id (chars); the wire allows 32767 bytes.</summary>
    public const int MaxLoggedClientIdChars = 100;

    /// <summary>Longest text of an error message in an answer (chars); the wire would hold 32767 bytes.</summary>
    public const int MaxErrorMessageChars = 1024;

    /// <summary>The shortest time (ms) that a produce request with acks=all waits for its fsync.</summary>
    public const int MinProduceTimeoutMs = 1000;

    /// <summary>
    /// Characters of a client or instance id that a member id begins with; with the UUID behind them it stays far
    /// below the 32767 bytes that the wire allows.
    /// </summary>
    public const int MaxMemberIdPrefixChars = 255;

    /// <summary>
    /// Groups at a time; one more is told that there is no coordinator. Each costs about a kilobyte and a timer.
    /// </summary>
    public const int MaxGroups = 100_000;

    /// <summary>
    /// Members and promised member ids of one group, whatever group.max.size allows: an id costs a client nothing.
    /// </summary>
    public const int MaxGroupMembers = 20_000;

    /// <summary>
    /// The shortest time that members get to join again or to sync, whatever they ask for: with none at all they would
    /// be removed before their answer could reach them.
    /// </summary>
    public static readonly TimeSpan MinRebalanceTimeout = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long a new member's JoinGroup may wait for the others; its client has given up long before (as in Kafka).
    /// </summary>
    public static readonly TimeSpan NewMemberJoinTimeout = TimeSpan.FromMinutes(5);

    /// <summary>Between two attempts to read the offsets topic, when the disk does not let it be read.</summary>
    public static readonly TimeSpan GroupLoadInterval = TimeSpan.FromSeconds(5);

    /// <summary>Between two looks for expired offsets (Kafka: offsets.retention.check.interval.ms).</summary>
    public static readonly TimeSpan OffsetExpiryInterval = TimeSpan.FromMinutes(10);
}
