using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using SchemaRegistry.TopicLog.Files;
using SchemaRegistry.TopicLog.Partitions;
using SchemaRegistry.TopicLog.Segments;

namespace SchemaRegistry.TopicLog.Topics;

/// <summary>
/// A topic log: the topics of one folder. Reading topics takes no lock; creating and deleting them happens one at a
/// time and is on disk when it returns. The caller sees to it that no other process has the folder open. Safe for any
/// thread.
/// <code>
/// folder/meta.log            topics, cluster id, producer ids
///        clean               there only after a clean stop
///        topics/NAME-ID8/N/  the files of partition N
/// </code>
/// </summary>
public sealed partial class TopicStore : IAsyncDisposable
{
    private const string TopicPrefix = "topic/";
    private const string ClusterKey = "cluster";
    private const string ProducerIdKey = "next-producer-id";

    private readonly ConcurrentDictionary<string, Topic> _byName = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Guid, Topic> _byId = [];
    private readonly SemaphoreSlim _changes = new(1);
    private readonly string _folder;
    private readonly LogOptions _options;
    private readonly PartitionScope _scope;
    private readonly MetaLog _meta;
    private readonly List<LogTruncation> _truncations = [];
    private long _nextProducerId;
    private long _producerIdLimit;
    private bool _isDisposed;

    private TopicStore(string folder, LogOptions options, PartitionScope scope, MetaLog meta)
    {
        _folder = folder;
        _options = options;
        _scope = scope;
        _meta = meta;
    }

    /// <summary>Made once for a folder; 22 characters.</summary>
    public string ClusterId { get; private set; } = "";

    /// <summary>What opening had to cut off; empty after a clean stop.</summary>
    public IReadOnlyList<LogTruncation> Truncations => _truncations;

    /// <summary>A snapshot, by name.</summary>
    public IReadOnlyList<Topic> Topics => [.. _byName.Values.OrderBy(topic => topic.Name, StringComparer.Ordinal)];

    /// <exception cref="LogCorruptException"><c>meta.log</c> was damaged.</exception>
    /// <exception cref="IOException">The folder can not be read or written.</exception>
    public static async Task<TopicStore> OpenAsync(
        IFileSystem files, string folder, LogOptions options, LogSurroundings surroundings)
    {
        files.CreateFolder($"{folder}/topics");
        var flusher = new Flusher(options.Flush == FlushMode.Interval ? options.FlushInterval : null);
        var logger = surroundings.Loggers.CreateLogger<TopicStore>();
        var scope = new PartitionScope(files, flusher, surroundings.Time, logger);
        try
        {
            return await flusher.RunAsync(() =>
            {
                var store = new TopicStore(folder, options, scope, MetaLog.Open(files, folder));
                store.Load();
                return store;
            });
        }
        catch
        {
            flusher.Dispose();
            throw;
        }
    }

    public bool TryGet(string name, [NotNullWhen(true)] out Topic? topic) => _byName.TryGetValue(name, out topic);

    public bool TryGet(Guid id, [NotNullWhen(true)] out Topic? topic) => _byId.TryGetValue(id, out topic);

    /// <summary>What <see cref="CreateAsync"/> would answer now, without creating anything.</summary>
    public LogError CheckCreation(string name, int partitions) => name switch
    {
        _ when !TopicName.IsValid(name) => LogError.InvalidTopicName,
        _ when _byName.ContainsKey(name) => LogError.TopicExists,
        _ when _byName.Keys.Any(other => TopicName.Collide(name, other)) => LogError.TopicNameCollision,
        _ when partitions is < 1 or > LogLimits.MaxPartitionCount => LogError.InvalidPartitionCount,
        _ => LogError.None,
    };

    /// <summary>Creates a topic. When it exists the answer has the topic beside the error.</summary>
    public async Task<TopicCreation> CreateAsync(
        string name, int partitions, TopicConfig config, CancellationToken cancellationToken)
    {
        await _changes.WaitAsync(cancellationToken);
        try
        {
            var error = CheckCreation(name, partitions);
            if (error != LogError.None)
                return new TopicCreation(error, _byName.GetValueOrDefault(name));
            var entry = new TopicEntry(Guid.NewGuid(), partitions, new(config.Values));
            var topic = await _scope.Flusher.RunAsync(() => Create(name, entry, config));
            return new TopicCreation(LogError.None, topic);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.CreateFailed(_scope.Logger, e, name);
            return new TopicCreation(LogError.StorageFailed);
        }
        finally
        {
            _changes.Release();
        }
    }

    /// <summary>Deletes a topic with its records; whoever waits for it is told.</summary>
    public async Task<LogError> DeleteAsync(Topic topic, CancellationToken cancellationToken)
    {
        await _changes.WaitAsync(cancellationToken);
        try
        {
            if (!_byId.ContainsKey(topic.Id))
                return LogError.UnknownTopic;
            return await _scope.Flusher.RunAsync(() => Delete(topic));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.DeleteFailed(_scope.Logger, e, topic.Name);
            return LogError.StorageFailed;
        }
        finally
        {
            _changes.Release();
        }
    }

    /// <summary>A producer id that was never given before, not even before a crash.</summary>
    /// <exception cref="IOException">A new block of ids could not be reserved.</exception>
    public async Task<long> AllocateProducerIdAsync(CancellationToken cancellationToken)
    {
        await _changes.WaitAsync(cancellationToken);
        try
        {
            if (_nextProducerId == _producerIdLimit)
            {
                var limit = _producerIdLimit + LogLimits.ProducerIdBlock;
                await _scope.Flusher.RunAsync(() => Set(ProducerIdKey, limit.ToString(CultureInfo.InvariantCulture)));
                _producerIdLimit = limit;
            }

            return _nextProducerId++;
        }
        finally
        {
            _changes.Release();
        }
    }

    /// <summary>Stops cleanly: everything is on disk, and the next opening trusts the ends of the files.</summary>
    public async ValueTask DisposeAsync()
    {
        await _changes.WaitAsync();
        if (!_isDisposed)
        {
            _isDisposed = true;
            await _scope.Flusher.RunAsync(() =>
            {
                CloseCleanly();
                return true;
            });
            _scope.Flusher.Dispose();
        }

        _changes.Release();
    }

    private void Load()
    {
        var cleanPath = $"{_folder}/clean";
        var depth = _scope.Files.Exists(cleanPath) ? ScanDepth.Headers : ScanDepth.Checksums;
        _scope.Files.Delete(cleanPath);
        _scope.Files.SyncFolder(_folder);
        foreach (var (key, value) in _meta.Entries)
        {
            if (key.StartsWith(TopicPrefix, StringComparison.Ordinal))
                LoadTopic(
                    key[TopicPrefix.Length..], JsonSerializer.Deserialize(value, MetaJson.Default.TopicEntry)!, depth);
        }

        _nextProducerId = _producerIdLimit = _meta.Entries.TryGetValue(ProducerIdKey, out var next)
            ? long.Parse(next, CultureInfo.InvariantCulture)
            : 0;
        ClusterId = _meta.Entries.GetValueOrDefault(ClusterKey) ?? MakeClusterId();
    }

    private void LoadTopic(string name, TopicEntry entry, ScanDepth depth)
    {
        var settings = entry.Config.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value));
        var config = TopicConfig.TryCreate(settings, out var problem);
        if (config is null)
            Log.ConfigIgnored(_scope.Logger, name, problem!);
        Add(name, entry, config ?? TopicConfig.Default, depth);
    }

    private Topic Add(string name, TopicEntry entry, TopicConfig config, ScanDepth depth)
    {
        var partitions = new Partition[entry.Partitions];
        for (var index = 0; index < partitions.Length; index++)
        {
            var settings = new PartitionSettings(name, index, $"{TopicFolder(name, entry.Id)}/{index}", config, _options.Flush);
            _scope.Files.CreateFolder(settings.Folder);
            var found = new PartitionRecovery(_scope.Files, settings, depth).Run();
            if (found.Truncation is { } cut)
            {
                _truncations.Add(cut);
                Log.Truncated(_scope.Logger, name, index, cut.Bytes, cut.File, cut.Position, cut.NextOffset);
            }

            partitions[index] = new Partition(settings, found, _scope);
        }

        var topic = new Topic(name, entry.Id, config, partitions);
        _byId[entry.Id] = topic;
        _byName[name] = topic;
        return topic;
    }

    private Topic Create(string name, TopicEntry entry, TopicConfig config)
    {
        var folder = TopicFolder(name, entry.Id);
        for (var index = 0; index < entry.Partitions; index++)
            _scope.Files.CreateFolder($"{folder}/{index}");
        _scope.Files.SyncFolder(folder);
        _scope.Files.SyncFolder($"{_folder}/topics");
        Set(TopicPrefix + name, JsonSerializer.Serialize(entry, MetaJson.Default.TopicEntry));
        return Add(name, entry, config, ScanDepth.Headers);
    }

    private LogError Delete(Topic topic)
    {
        Set(TopicPrefix + topic.Name, null);
        _byName.TryRemove(topic.Name, out _);
        _byId.TryRemove(topic.Id, out _);
        foreach (var partition in topic.Partitions)
            partition.Close(LogError.UnknownTopic);
        _scope.Files.DeleteFolder(TopicFolder(topic.Name, topic.Id));
        return LogError.None;
    }

    private void CloseCleanly()
    {
        foreach (var topic in _byId.Values)
        {
            foreach (var partition in topic.Partitions)
                partition.CloseCleanly();
        }

        _meta.Dispose();
        using (var marker = _scope.Files.Open($"{_folder}/clean"))
            marker.Sync();
        _scope.Files.SyncFolder(_folder);
    }

    private bool Set(string key, string? value)
    {
        _meta.Set(key, value);
        return true;
    }

    private string MakeClusterId()
    {
        var id = Convert.ToBase64String(Guid.NewGuid().ToByteArray()).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        Set(ClusterKey, id);
        return id;
    }

    private string TopicFolder(string name, Guid id) => $"{_folder}/topics/{name}-{id:N}"[..^24];

    private static partial class Log
    {
        [LoggerMessage(30, LogLevel.Warning,
            "{Topic}-{Partition}: {Bytes} bytes of {File} from byte {Position} on were not sound and were cut off; sound up to offset {NextOffset}")]
        public static partial void Truncated(
            ILogger logger, string topic, int partition, long bytes, string file, long position, long nextOffset);

        [LoggerMessage(31, LogLevel.Warning, "The settings of topic {Topic} are ignored: {Problem}")]
        public static partial void ConfigIgnored(ILogger logger, string topic, string problem);

        [LoggerMessage(32, LogLevel.Error, "Topic {Topic} could not be created")]
        public static partial void CreateFailed(ILogger logger, Exception e, string topic);

        [LoggerMessage(33, LogLevel.Error, "Topic {Topic} could not be deleted")]
        public static partial void DeleteFailed(ILogger logger, Exception e, string topic);
    }
}
