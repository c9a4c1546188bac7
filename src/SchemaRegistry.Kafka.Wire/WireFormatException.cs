namespace SchemaRegistry.Kafka.Wire;

/// <summary>Bytes of a frame that no message can have; the connection that sent them is closed.</summary>
public sealed class WireFormatException(string message) : Exception(message);
