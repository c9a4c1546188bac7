namespace SchemaRegistry.Kafka.Log;

/// <summary>Whole batches as they lie in the log; disposing gives their memory back.</summary>
public readonly record struct LogRead(ErrorCode Error, ReadOnlyMemory<byte> Batches, IDisposable? Owner);
