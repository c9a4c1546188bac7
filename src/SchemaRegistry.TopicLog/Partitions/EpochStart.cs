namespace SchemaRegistry.TopicLog.Partitions;

/// <summary>A leader epoch and the first offset that may carry it.</summary>
internal readonly record struct EpochStart(int Epoch, long Offset);
