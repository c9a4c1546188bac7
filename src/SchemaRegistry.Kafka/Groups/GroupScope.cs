using Microsoft.Extensions.Logging;

namespace SchemaRegistry.Kafka.Groups;

/// <summary>What all groups of a broker share.</summary>
internal sealed record GroupScope(
    OffsetsTopic Records, KafkaBrokerOptions Options, TimeProvider Time, ILogger Logger);
