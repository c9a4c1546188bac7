namespace SchemaRegistry.TopicLog.Files;

public enum FileOperationKind
{
    Create,
    CreateFolder,
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
/// <paramref name="File"/> is what stays the same when a file is renamed or deleted while it is open: set for files'
/// creation, writes, truncations and syncs.
/// </summary>
public sealed record FileOperation(
    FileOperationKind Kind,
    string Path,
    long Position = 0,
    ReadOnlyMemory<byte> Bytes = default,
    string? Target = null,
    long File = 0);
