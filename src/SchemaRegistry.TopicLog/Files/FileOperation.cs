namespace SchemaRegistry.TopicLog.Files;

public enum FileOperationKind
{
    Create,
    Write,
    Truncate,
    Sync,
    Delete,
    Rename,
    SyncFolder,
}

/// <summary>
/// One change that a <see cref="MemoryFileSystem"/> was asked for, in order. <paramref name="Bytes"/> is set for
/// writes, <paramref name="Position"/> for writes and truncations, <paramref name="Target"/> for renames.
/// </summary>
public sealed record FileOperation(
    FileOperationKind Kind,
    string Path,
    long Position = 0,
    ReadOnlyMemory<byte> Bytes = default,
    string? Target = null);
