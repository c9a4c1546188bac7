namespace SchemaRegistry.TopicLog.Segments;

/// <summary>
/// A batch begins at <paramref name="Position"/> bytes of the file with <paramref name="Offset"/>; all batches before
/// it have timestamps up to <paramref name="MaxTimestampBefore"/>.
/// </summary>
internal readonly record struct IndexEntry(long Offset, int Position, long MaxTimestampBefore);
