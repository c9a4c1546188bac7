namespace SchemaRegistry.Kafka.Log;

/// <summary>One setting of a topic, and whether it is the default.</summary>
public readonly record struct LogConfigEntry(string Key, string Value, bool IsDefault);
