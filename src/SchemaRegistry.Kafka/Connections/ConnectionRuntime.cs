using Microsoft.Extensions.Logging;
using SchemaRegistry.Kafka.Handlers;

namespace SchemaRegistry.Kafka.Connections;

/// <summary>What all connections of a broker share.</summary>
internal sealed record ConnectionRuntime(
    ApiTable Table, ApiVersionsHandler ApiVersions, KafkaBrokerOptions Options, TimeProvider Time, ILogger Logger)
{
    /// <summary>Frames in assembly, over all connections.</summary>
    public ByteBudget Frames { get; } = new(KafkaLimits.FrameBudgetBytes);
}
