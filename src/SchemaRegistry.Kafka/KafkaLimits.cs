namespace SchemaRegistry.Kafka;

/// <summary>Every number of this project that bounds something.</summary>
internal static class KafkaLimits
{
    /// <summary>
    /// Elements of all arrays of one request. An element is an object of about 50 bytes, so a frame costs at most
    /// some 12 MiB beside its own bytes; the widest legal request known, a fetch of every partition of a broker, has
    /// tens of thousands.
    /// </summary>
    public const int MaxElementsPerRequest = 250_000;

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
    /// Frames up to this size (bytes) are not counted against <see cref="FrameBudgetBytes"/>: most requests, for
    /// free.
    /// </summary>
    public const int UncountedFrameBytes = 64 * 1024;

    /// <summary>
    /// What is rented for a frame before its bytes arrive; doubled as they do, so that announcing costs nothing.
    /// </summary>
    public const int InitialFrameRentBytes = 1024 * 1024;

    /// <summary>
    /// Request frames in assembly over all connections (bytes); a connection waits with reading when it is used up.
    /// </summary>
    public const long FrameBudgetBytes = 256L * 1024 * 1024;

    /// <summary>
    /// Record bytes of fetch answers in memory over all connections. Used up, answers shrink to one batch per
    /// request: they never wait, so that a slow reader cannot stop the others.
    /// </summary>
    public const long FetchBudgetBytes = 256L * 1024 * 1024;

    /// <summary>
    /// Record bytes of one fetch answer, whatever the client allows (clients ask for 50 MiB by default).
    /// </summary>
    public const int MaxFetchBytes = 16 * 1024 * 1024;

    /// <summary>
    /// Requests of one connection that are executed and not yet answered; librdkafka and the Java client keep 5.
    /// </summary>
    public const int MaxPendingResponses = 64;

    /// <summary>Encoded answers of one connection that wait for their turn (bytes).</summary>
    public const long PendingResponseBytes = 32L * 1024 * 1024;

    /// <summary>Answered bytes that may wait for the next answer before they are sent.</summary>
    public const long UnflushedBytes = 64 * 1024;

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
    /// How long a new member's JoinGroup may wait for the others; its client has given up long before (as in Kafka).
    /// </summary>
    public static readonly TimeSpan NewMemberJoinTimeout = TimeSpan.FromMinutes(5);

    /// <summary>Between two looks for expired offsets (Kafka: offsets.retention.check.interval.ms).</summary>
    public static readonly TimeSpan OffsetExpiryInterval = TimeSpan.FromMinutes(10);
}
