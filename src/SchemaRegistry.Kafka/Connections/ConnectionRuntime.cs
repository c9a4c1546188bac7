using Microsoft.Extensions.Logging;
using SchemaRegistry.Kafka.Handlers;
using SchemaRegistry.Kafka.Wire;

namespace SchemaRegistry.Kafka.Connections;

/// <summary>What all connections of a broker share.</summary>
internal sealed record ConnectionRuntime(
    ApiTable Table, ApiVersionsHandler ApiVersions, KafkaBrokerOptions Options, TimeProvider Time, ILogger Logger)
    : IDisposable
{
    /// <summary>Frames in assembly, over all connections.</summary>
    public ByteBudget Frames { get; } = new(KafkaLimits.FrameBudgetBytes);

    public ConnectionMetrics Metrics { get; } = new();

    public void Dispose() => Metrics.Dispose();
}
