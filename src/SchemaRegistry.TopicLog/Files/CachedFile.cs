namespace SchemaRegistry.TopicLog.Files;

/// <summary>A file of a <see cref="HandleCache"/>, whose lock guards its properties.</summary>
internal sealed class CachedFile : IFile
{
    private readonly HandleCache _cache;

    public CachedFile(HandleCache cache, string path)
    {
        _cache = cache;
        Path = path;
        Place = new LinkedListNode<CachedFile>(this);
    }

    public string Path { get; }

    public LinkedListNode<CachedFile> Place { get; }

    public IFile? Handle { get; set; }

    public int Users { get; set; }

    /// <summary>
    /// Writes and truncations that began so far; the log sees to it that one that a sync shall cover has ended.
    /// </summary>
    public long Changes { get; set; }

    /// <summary>Those that began before the last sync did.</summary>
    public long SyncedChanges { get; set; }

    public bool IsDisposed { get; set; }

    public long Length
    {
        get
        {
            var handle = _cache.Take(this);
            try
            {
                return handle.Length;
            }
            finally
            {
                _cache.Give(this);
            }
        }
    }

    public int Read(Span<byte> buffer, long position)
    {
        var handle = _cache.Take(this);
        try
        {
            return handle.Read(buffer, position);
        }
        finally
        {
            _cache.Give(this);
        }
    }

    public void Write(IReadOnlyList<ReadOnlyMemory<byte>> buffers, long position)
    {
        var handle = _cache.TakeToChange(this);
        try
        {
            handle.Write(buffers, position);
        }
        finally
        {
            _cache.Give(this);
        }
    }

    public void Truncate(long length)
    {
        var handle = _cache.TakeToChange(this);
        try
        {
            handle.Truncate(length);
        }
        finally
        {
            _cache.Give(this);
        }
    }

    /// <summary>
    /// What a failed sync did not bring to disk counts as synced too: the failure was told, and to whom.
    /// </summary>
    public void Sync()
    {
        var handle = _cache.TakeToSync(this, out var changes);
        try
        {
            handle.Sync();
        }
        finally
        {
            _cache.GiveSynced(this, changes);
        }
    }

    public void Dispose() => _cache.Dispose(this);
}
