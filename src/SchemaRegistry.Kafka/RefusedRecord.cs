namespace SchemaRegistry.Kafka;

/// <summary>
/// A record that a validator refuses: its index in the batch (from 0) and the reason for the producer.
/// </summary>
public sealed record RefusedRecord(int Index, string Reason);
