using SchemaRegistry.Server.Routing;

namespace SchemaRegistry.Server;

/// <summary>The numbers of this project, with unit and reason.</summary>
public static class ServerLimits
{
    /// <summary>Bytes of a request body; the largest real schemas are below 2 MB.</summary>
    public const long DefaultMaxBodyBytes = 16L * 1024 * 1024;

    /// <summary>
    /// Levels of JSON in a request body; requests nest six deep, the schema itself is a string in them.
    /// </summary>
    public const int MaxBodyDepth = 128;

    /// <summary>Entries of a list that is paged by default (Confluent: <c>schema.search.default.limit</c>).</summary>
    public const int SchemaPageSize = 1000;

    /// <summary>
    /// Requests in one batch: each may register two schemas, and the whole batch must answer within the time of one
    /// request.
    /// </summary>
    public const int MaxBatchRequests = 1000;

    /// <summary>Bytes of the answers to GET /schemas/ids/{id} that are kept; beyond it all are dropped.</summary>
    public const long MaxCachedBytes = 32L * 1024 * 1024;

    /// <summary>Bytes of the list of all subjects that is kept: 100,000 names of 40.</summary>
    public const int MaxCachedListBytes = 4 * 1024 * 1024;

    /// <summary>Bytes of one answer that is kept; larger ones are written anew each time.</summary>
    public const int MaxCachedAnswerBytes = 64 * 1024;

    /// <summary>
    /// Bytes that are received or sent at once. 200 MB of records of 1 KiB, produced by kcat into memory, cost the
    /// server 200 ms of processor time with it and 260 with Kestrel's 4 KiB (medians of five, alternating, 2 cores).
    /// </summary>
    public const int TransportBlockBytes = 32 * 1024;

    /// <summary>Blocks that are kept for the next use: 16 MiB, enough for 256 busy connections.</summary>
    public const int PooledTransportBlocks = 512;

    /// <summary>
    /// Bytes of a connection that are received before they are asked for. Kestrel's default is a mebibyte, which a peer
    /// whose requests wait could make it hold for each of its connections.
    /// </summary>
    public const int MaxReadBufferBytes = 256 * 1024;

    /// <summary>How long a request may take (Confluent: <c>request.timeout.ms</c>).</summary>
    public static readonly TimeSpan DefaultRequestTimeout = TimeSpan.FromMinutes(10);

    /// <summary>Bytes of an answer from which on it is compressed; below, the packet is the same.</summary>
    public const int MinCompressedBytes = 2048;

    /// <summary>Changes in one answer of GET /changes: about 300 KB of them.</summary>
    public const int MaxChangesAtOnce = 1000;

    /// <summary>Pages of GET /changes.</summary>
    public static readonly PageLimits ChangePages = new(MaxChangesAtOnce, MaxChangesAtOnce);

    /// <summary>Changes that are written to a stream before its client must have taken them in.</summary>
    public const int ChangeEventsAtOnce = 100;

    /// <summary>
    /// Clients that wait for changes at a time, by long poll or stream. Each costs a connection and some kilobytes, and
    /// all of them read the store when something changes.
    /// </summary>
    public const int MaxChangeReaders = 256;

    /// <summary>How long a client may have GET /changes wait; below what proxies allow an idle request.</summary>
    public static readonly TimeSpan MaxChangeWait = TimeSpan.FromSeconds(60);

    /// <summary>How long a stream of changes is silent at most (HTML standard, 9.2.7: "every 15 seconds or so").</summary>
    public static readonly TimeSpan ChangeHeartbeat = TimeSpan.FromSeconds(15);

    /// <summary>How long a stop waits for requests that are under way.</summary>
    public static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(10);
}
