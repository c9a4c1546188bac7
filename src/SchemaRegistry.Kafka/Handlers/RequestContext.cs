namespace SchemaRegistry.Kafka.Handlers;

/// <summary>
/// One request beside its body: header, the connection it came by, when it arrived, and when waiting has to end. A
/// value, since there is one for each request.
/// </summary>
internal readonly struct RequestContext(RequestHead head, ConnectionFacts connection, long arrivedAt)
{
    public short Key => head.Key;

    public short Version => head.Version;

    public int CorrelationId => head.CorrelationId;

    public string? ClientId => head.ClientId;

    public ConnectionFacts Connection => connection;

    /// <summary>Timestamp of the time provider; deadlines of the request count from here.</summary>
    public long ArrivedAt => arrivedAt;

    /// <summary>Set when the connection ends: a parked fetch answers at once with what there is.</summary>
    public CancellationToken Ending { get; init; }
}
