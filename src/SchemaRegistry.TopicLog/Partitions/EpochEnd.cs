namespace SchemaRegistry.TopicLog.Partitions;

/// <summary>A leader epoch, and the offset after the last record that may carry it.</summary>
public readonly record struct EpochEnd(int Epoch, long Offset);
