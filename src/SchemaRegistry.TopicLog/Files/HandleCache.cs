namespace SchemaRegistry.TopicLog.Files;

/// <summary>
/// Keeps the files that were used last open, and opens the others again when they are used, so that ten thousand idle
/// partitions need no ten thousand handles. A file in use is never closed, nor, unless the log never syncs, one with
/// bytes that were not synced: the handle that wrote them is the one that learns of a failure. So there may be more
/// than <see cref="LogLimits.OpenFiles"/> for a while. Safe for any thread.
/// </summary>
internal sealed class HandleCache(IFileSystem files, FlushMode flush) : IFileSystem
{
    private const int MaxPassedOver = 16;

    private readonly Lock _sync = new();

    /// <summary>Files with an open handle, the one that was used last in front.</summary>
    private readonly LinkedList<CachedFile> _open = [];

    public IFile Open(string path)
    {
        var file = new CachedFile(this, path);
        Take(file);
        Give(file);
        return file;
    }

    public bool Exists(string path) => files.Exists(path);

    public IReadOnlyList<string> List(string folder) => files.List(folder);

    public void CreateFolder(string folder) => files.CreateFolder(folder);

    public void Delete(string path) => files.Delete(path);

    public void DeleteFolder(string folder) => files.DeleteFolder(folder);

    public void Rename(string from, string to) => files.Rename(from, to);

    public void SyncFolder(string folder) => files.SyncFolder(folder);

    /// <summary>The open file, which stays open until it is given back.</summary>
    internal IFile Take(CachedFile file)
    {
        lock (_sync)
        {
            ObjectDisposedException.ThrowIf(file.IsDisposed, file);
            file.Handle ??= files.Open(file.Path);
            if (file.Place.List is not null)
                _open.Remove(file.Place);
            _open.AddFirst(file.Place);
            file.Users++;
            if (_open.Count > LogLimits.OpenFiles)
                CloseOldest();
            return file.Handle;
        }
    }

    internal IFile TakeToChange(CachedFile file)
    {
        lock (_sync)
        {
            var handle = Take(file);
            file.Changes++;
            return handle;
        }
    }

    /// <param name="file">Whose bytes are forced to disk.</param>
    /// <param name="changes">To hand to <see cref="GiveSynced"/>: a change that begins later is not covered.</param>
    internal IFile TakeToSync(CachedFile file, out long changes)
    {
        lock (_sync)
        {
            var handle = Take(file);
            changes = file.Changes;
            return handle;
        }
    }

    internal void GiveSynced(CachedFile file, long changes)
    {
        lock (_sync)
        {
            file.SyncedChanges = changes;
            Give(file);
        }
    }

    internal void Give(CachedFile file)
    {
        lock (_sync)
        {
            file.Users--;
            if (file.IsDisposed && file.Users == 0)
                Close(file);
        }
    }

    internal void Dispose(CachedFile file)
    {
        lock (_sync)
        {
            file.IsDisposed = true;
            if (file.Users == 0)
                Close(file);
        }
    }

    private void CloseOldest()
    {
        var place = _open.Last;
        for (var passed = 0; passed < MaxPassedOver && place is not null; passed++)
        {
            var file = place.Value;
            place = place.Previous;
            if (file.Users > 0 || (file.Changes != file.SyncedChanges && flush != FlushMode.Never))
                continue;
            Close(file);
            if (_open.Count <= LogLimits.OpenFiles)
                return;
        }
    }

    private void Close(CachedFile file)
    {
        if (file.Place.List is not null)
            _open.Remove(file.Place);
        file.Handle?.Dispose();
        file.Handle = null;
    }
}
