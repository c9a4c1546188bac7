using Microsoft.Extensions.Logging;
using SchemaRegistry.Kafka.Handlers;

namespace SchemaRegistry.Kafka.Connections;

/// <summary>What all connections of a broker share.</summary>
internal sealed record ConnectionRuntime(
    ApiTable Table, ApiVersionsHandler ApiVersions, KafkaBrokerOptions Options, TimeProvider Time, ILogger Logger)
    : IDisposable
{
    public BrokerMemory Memory { get; init; } = new();

    public ConnectionMetrics Metrics { get; } = new();

    public void Dispose() => Metrics.Dispose();
}
