using SchemaRegistry.Kafka.Messages;

namespace SchemaRegistry.Kafka.Handlers;

/// <summary>
/// One request beside its body: header, the connection it came by, when it arrived, and when waiting has to end.
/// </summary>
internal sealed class RequestContext(RequestHeader header, ConnectionFacts connection, long arrivedAt)
{
    public short Key => header.RequestApiKey;

    public short Version => header.RequestApiVersion;

    public int CorrelationId => header.CorrelationId;

    public string? ClientId => header.ClientId;

    public ConnectionFacts Connection => connection;

    /// <summary>Timestamp of the time provider; deadlines of the request count from here.</summary>
    public long ArrivedAt => arrivedAt;

    /// <summary>Set when the connection ends: a parked fetch answers at once with what there is.</summary>
    public CancellationToken Ending { get; init; }
}
