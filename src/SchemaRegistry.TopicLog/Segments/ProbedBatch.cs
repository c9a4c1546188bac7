namespace SchemaRegistry.TopicLog.Segments;

/// <summary>A sound batch behind damage, at so many bytes of the file.</summary>
internal readonly record struct ProbedBatch(long Position, long BaseOffset, long LastOffset);
