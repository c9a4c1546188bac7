namespace SchemaRegistry.TopicLog.Files;

/// <summary>The names in a folder of a <see cref="MemoryFileSystem"/>. Guarded by the file system's lock.</summary>
internal sealed class MemoryFolder
{
    /// <summary>A value is a <see cref="MemoryFolder"/> or a <see cref="MemoryContent"/>.</summary>
    public Dictionary<string, object> Entries { get; } = new(StringComparer.Ordinal);
}
