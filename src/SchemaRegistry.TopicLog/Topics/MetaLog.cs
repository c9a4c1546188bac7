using System.Buffers.Binary;
using System.Text;
using SchemaRegistry.TopicLog.Files;
using SchemaRegistry.TopicLog.Records;
using SchemaRegistry.TopicLog.Segments;

namespace SchemaRegistry.TopicLog.Topics;

/// <summary>
/// What the log knows beside its records: <c>meta.log</c>, batches of magic 2 with one record each, key and value in
/// UTF-8, the last value of a key counting and a null value deleting it. Each entry is on disk before it counts and
/// before the next is written. So an unsound end with nothing sound behind it is what a crash leaves and is cut off;
/// with something sound behind it, or after a clean stop, the file was damaged, and opening fails. Superseded entries
/// are dropped by rewriting the file when it is opened. A failed fsync fails it until it is opened again. Used by one
/// thread at a time.
/// </summary>
internal sealed class MetaLog : IDisposable
{
    private const string FileName = "meta.log";
    private const int SupersededBeforeRewrite = 64;

    private readonly IFileSystem _files;
    private readonly string _folder;
    private readonly Dictionary<string, string> _entries = [];
    private IFile _file;
    private long _size;
    private long _nextOffset;
    private int _superseded;
    private IOException? _failure;

    private MetaLog(IFileSystem files, string folder)
    {
        _files = files;
        _folder = folder;
        _file = files.Open($"{folder}/{FileName}");
    }

    public IReadOnlyDictionary<string, string> Entries => _entries;

    /// <summary>Whether all entries so far are on disk and nothing else is in the file.</summary>
    public bool IsSound => _failure is null;

    /// <summary>Bytes that a crash had left unsound at the end and that were cut off.</summary>
    public long CutBytes { get; private set; }

    /// <exception cref="LogCorruptException">The file was damaged.</exception>
    public static MetaLog Open(IFileSystem files, string folder, ScanDepth depth)
    {
        var log = new MetaLog(files, folder);
        log.Load(depth);
        if (log._superseded > SupersededBeforeRewrite)
            log.Rewrite();
        files.SyncFolder(folder);
        return log;
    }

    /// <summary>Sets or, with null, deletes an entry; it is durable when this returns.</summary>
    /// <exception cref="IOException">The disk is full or failed; the entry does not count.</exception>
    public void Set(string key, string? value)
    {
        if (_failure is not null)
            throw new IOException("meta.log failed earlier and takes no more entries; restart when the disk is sound.", _failure);
        var (size, nextOffset) = (_size, _nextOffset);
        try
        {
            Write(_file, key, value);
        }
        catch (IOException e)
        {
            TakeBack(size, nextOffset, e);
            throw;
        }

        Sync();
        Apply(key, value);
    }

    public void Dispose() => _file.Dispose();

    /// <summary>After a failed write: bytes of it must not stand behind the next, shorter entry.</summary>
    private void TakeBack(long size, long nextOffset, IOException cause)
    {
        (_size, _nextOffset) = (size, nextOffset);
        try
        {
            _file.Truncate(size);
        }
        catch (IOException)
        {
            _failure = cause;
        }
    }

    /// <summary>After a failed fsync nobody knows what is on disk, and trying again would hide it.</summary>
    private void Sync()
    {
        try
        {
            _file.Sync();
        }
        catch (IOException e)
        {
            _failure = e;
            throw;
        }
    }

    private void Load(ScanDepth depth)
    {
        var bytes = new byte[_file.Length];
        _file.Read(bytes, 0);
        var rest = bytes.AsSpan();
        while (!rest.IsEmpty && BatchRules.CheckStored(rest) == LogError.None)
        {
            var header = new BatchHeader(rest);
            if (header.BaseOffset != _nextOffset && rest.Length < bytes.Length)
                break;
            var reader = new RecordReader(
                rest[BatchLayout.HeaderSize..(int)header.TotalSize], header.BaseOffset, header.BaseTimestamp);
            while (reader.MoveNext())
                Apply(Encoding.UTF8.GetString(reader.Key),
                    reader.HasValue ? Encoding.UTF8.GetString(reader.Value) : null);
            _nextOffset = header.LastOffset + 1;
            rest = rest[(int)header.TotalSize..];
        }

        _size = bytes.Length - rest.Length;
        if (rest.IsEmpty)
        {
            // What a killed process wrote may be in the system's memory only; it counts from now on.
            if (depth == ScanDepth.Checksums && _size > 0)
                _file.Sync();
            return;
        }

        if (depth == ScanDepth.Headers || SegmentProbe.Next(_file, _size, leastOffset: 0) is not null)
            throw new LogCorruptException(
                $"{_folder}/{FileName}", _size, "a batch has a wrong checksum or format; restore the file from a copy");
        CutBytes = rest.Length;
        _file.Truncate(_size);
        _file.Sync();
    }

    private void Rewrite()
    {
        var path = $"{_folder}/{FileName}";
        var fresh = $"{path}.new";
        _files.Delete(fresh);
        var file = _files.Open(fresh);
        _size = 0;
        foreach (var (key, value) in _entries)
            Write(file, key, value);
        file.Sync();
        file.Dispose();
        _file.Dispose();
        _files.Rename(fresh, path);
        _file = _files.Open(path);
        _superseded = 0;
    }

    private void Write(IFile file, string key, string? value)
    {
        // No conditional expression: a null array converts to an empty memory, which is not the same as none.
        ReadOnlyMemory<byte>? content = null;
        if (value is not null)
            content = Encoding.UTF8.GetBytes(value);
        var batch = RecordBatchBuilder.Build([new LogRecord(Encoding.UTF8.GetBytes(key), content, Timestamp: 0)]);
        BinaryPrimitives.WriteInt64BigEndian(batch, _nextOffset);
        file.Write([batch], _size);
        _size += batch.Length;
        _nextOffset++;
    }

    private void Apply(string key, string? value)
    {
        if (_entries.ContainsKey(key) || value is null)
            _superseded++;
        if (value is null)
            _entries.Remove(key);
        else
            _entries[key] = value;
    }
}
