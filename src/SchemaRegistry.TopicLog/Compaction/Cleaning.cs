namespace SchemaRegistry.TopicLog.Compaction;

/// <summary>What becomes of a batch.</summary>
internal enum Cleaning
{
    /// <summary>It stays as it is, to the byte.</summary>
    Kept,

    /// <summary>Another one takes its place.</summary>
    Rewritten,

    /// <summary>Nothing of it is left.</summary>
    Dropped,
}
