using System.Buffers.Binary;
using System.Text;
using SchemaRegistry.TopicLog.Files;
using SchemaRegistry.TopicLog.Records;

namespace SchemaRegistry.TopicLog.Topics;

/// <summary>
/// What the log knows beside its records: <c>meta.log</c>, batches of magic 2 with one record each, key and value in
/// UTF-8, the last value of a key counting and a null value deleting it. Each entry is on disk before it counts. An
/// unsound last batch is what a crash leaves and is cut off; one before the last means that the file was damaged, and
/// opening fails. Superseded entries are dropped by rewriting the file when it is opened. Used by one thread at a time.
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

    private MetaLog(IFileSystem files, string folder)
    {
        _files = files;
        _folder = folder;
        _file = files.Open($"{folder}/{FileName}");
    }

    public IReadOnlyDictionary<string, string> Entries => _entries;

    /// <exception cref="LogCorruptException">The file was damaged before its end.</exception>
    public static MetaLog Open(IFileSystem files, string folder)
    {
        var log = new MetaLog(files, folder);
        log.Load();
        if (log._superseded > SupersededBeforeRewrite)
            log.Rewrite();
        files.SyncFolder(folder);
        return log;
    }

    /// <summary>Sets or, with null, deletes an entry; it is durable when this returns.</summary>
    public void Set(string key, string? value)
    {
        Write(_file, key, value);
        _file.Sync();
        Apply(key, value);
    }

    public void Dispose() => _file.Dispose();

    private void Load()
    {
        var bytes = new byte[_file.Length];
        _file.Read(bytes, 0);
        var rest = bytes.AsSpan();
        while (!rest.IsEmpty && BatchRules.CheckStored(rest) == LogError.None)
        {
            var header = new BatchHeader(rest);
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
            return;
        if (rest.Length >= BatchLayout.HeaderSize && new BatchHeader(rest).TotalSize < rest.Length)
            throw new LogCorruptException($"{_folder}/{FileName}", _size, "a batch before the last one has a wrong checksum or format");
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
        _files.Rename(fresh, path);
        _file.Dispose();
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
