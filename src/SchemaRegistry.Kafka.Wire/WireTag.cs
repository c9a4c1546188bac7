namespace SchemaRegistry.Kafka.Wire;

/// <summary>A tagged field that is being read: its number and the position where it ends.</summary>
public readonly record struct WireTag(int Number, int End);
