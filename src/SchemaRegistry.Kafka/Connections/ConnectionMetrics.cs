using System.Diagnostics.Metrics;
using SchemaRegistry.Kafka.Handlers;

namespace SchemaRegistry.Kafka.Connections;

/// <summary>
/// What the connections of a broker count, as the meter <c>SchemaRegistry.Kafka</c>. Safe for any thread.
/// </summary>
internal sealed class ConnectionMetrics : IDisposable
{
    private readonly Meter _meter = new("SchemaRegistry.Kafka");
    private readonly Counter<long> _requests;
    private readonly Counter<long> _sentBytes;
    private readonly Counter<long> _receivedBytes;
    private readonly Counter<long> _refused;
    private readonly UpDownCounter<int> _connections;

    public ConnectionMetrics()
    {
        _requests = _meter.CreateCounter<long>("kafka.requests", description: "Requests executed, by API");
        _receivedBytes = _meter.CreateCounter<long>("kafka.received", "By", "Bytes of request frames");
        _sentBytes = _meter.CreateCounter<long>("kafka.sent", "By", "Bytes of response frames");
        _refused = _meter.CreateCounter<long>(
            "kafka.connections.refused", description: "Connections closed for what they sent");
        _connections = _meter.CreateUpDownCounter<int>("kafka.connections", description: "Connections that are open");
    }

    public void Opened() => _connections.Add(1);

    public void Closed() => _connections.Add(-1);

    public void Refused() => _refused.Add(1);

    public void Sent(long bytes) => _sentBytes.Add(bytes);

    public void Executed(IApiHandler? handler, long frameBytes)
    {
        _receivedBytes.Add(frameBytes);
        if (handler is not null && _requests.Enabled)
            _requests.Add(1, new KeyValuePair<string, object?>("api", handler.Name));
    }

    public void Dispose() => _meter.Dispose();
}
