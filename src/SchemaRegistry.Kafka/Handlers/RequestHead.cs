namespace SchemaRegistry.Kafka.Handlers;

/// <summary>What every request begins with.</summary>
internal readonly record struct RequestHead(short Key, short Version, int CorrelationId, string? ClientId);
