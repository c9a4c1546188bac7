using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using SchemaRegistry.TopicLog.Compaction;
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
public sealed class TopicStore : IAsyncDisposable
{
    private const string TopicPrefix = "topic/";
    private const string ClusterKey = "cluster";
    private const string CleanMarker = "clean";
    private const string ProducerIdKey = "next-producer-id";

    private readonly ConcurrentDictionary<string, Topic> _byName = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Guid, Topic> _byId = [];
    private readonly SemaphoreSlim _changes = new(1);
    private readonly SemaphoreSlim _compacting = new(1);
    private readonly string _folder;
    private readonly LogOptions _options;
    private readonly PartitionScope _scope;
    private readonly MetaLog _meta;
    private readonly TopicFolders _folders;
    private readonly CancellationTokenSource _stop = new();
    private Task _housekeeping = Task.CompletedTask;
    private long _nextProducerId;
    private long _producerIdLimit;
    private bool _isDisposed;

    private TopicStore(string folder, LogOptions options, PartitionScope scope, MetaLog meta)
    {
        _folder = folder;
        _options = options;
        _scope = scope;
        _meta = meta;
        _folders = new TopicFolders($"{folder}/topics", scope, options.Flush);
    }

    /// <summary>Made once for a folder; 22 characters.</summary>
    public string ClusterId { get; private set; } = "";

    public LogOptions Options => _options;

    /// <summary>What opening had to cut off; empty after a clean stop.</summary>
    public IReadOnlyList<LogTruncation> Truncations => _folders.Truncations;

    /// <summary>What opening found damaged and left in place.</summary>
    public IReadOnlyList<LogDamage> Damages => _folders.Damages;

    /// <summary>A snapshot, by name.</summary>
    public IReadOnlyList<Topic> Topics => [.. _byName.Values.OrderBy(topic => topic.Name, StringComparer.Ordinal)];

    /// <exception cref="LogCorruptException"><c>meta.log</c> was damaged.</exception>
    /// <exception cref="IOException">The folder can not be read or written.</exception>
    public static async Task<TopicStore> OpenAsync(
        IFileSystem files, string folder, LogOptions options, LogSurroundings surroundings)
    {
        files = new HandleCache(files, options.Flush);
        CreateFolders(files, $"{folder}/topics");
        var depth = files.Exists($"{folder}/{CleanMarker}") ? ScanDepth.Headers : ScanDepth.Checksums;
        var interval = options.Flush == FlushMode.Interval ? options.FlushInterval : default(TimeSpan?);
        var flusher = new Flusher(interval, surroundings.Time);
        var logger = surroundings.Loggers.CreateLogger<TopicStore>();
        var scope = new PartitionScope(files, flusher, surroundings.Time, logger)
        {
            ProducerExpiration = options.ProducerExpiration,
        };
        try
        {
            return await flusher.RunAsync(() =>
            {
                var store = new TopicStore(folder, options, scope, MetaLog.Open(files, folder, depth));
                store.Load(depth);
                store._housekeeping = store.KeepHouseAsync();
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

    /// <summary>As with a string, which need not be made for it.</summary>
    public bool TryGet(ReadOnlySpan<char> name, [NotNullWhen(true)] out Topic? topic) =>
        _byName.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out topic);

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
        var entry = new TopicEntry(Guid.NewGuid(), partitions, new(config.Values));
        await _changes.WaitAsync(cancellationToken);
        try
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            var error = CheckCreation(name, partitions);
            return error == LogError.None
                ? new TopicCreation(LogError.None, await CreateAsync(name, entry, config.Over(_options.TopicDefaults)))
                : new TopicCreation(error, _byName.GetValueOrDefault(name));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // If nobody knows whether the entry is on disk, the folder must stay for it.
            if (_meta.IsSound)
                _folders.DeleteLater(name, entry.Id);
            TopicStoreLog.CreateFailed(_scope.Logger, e, name);
            return new TopicCreation(LogError.StorageFailed);
        }
        finally
        {
            _changes.Release();
        }
    }

    /// <summary>Deletes a topic with its records; whoever waits for it is told.</summary>
    public Task<LogError> DeleteAsync(Topic topic, CancellationToken cancellationToken) =>
        ChangeAsync(topic, () => _scope.Flusher.RunAsync(() => Delete(topic)), cancellationToken);

    /// <summary>What <see cref="AddPartitionsAsync"/> would answer now, without adding anything.</summary>
    public static LogError CheckAddition(Topic topic, int count) =>
        count > topic.Partitions.Count && count <= LogLimits.MaxPartitionCount
            ? LogError.None
            : LogError.InvalidPartitionCount;

    /// <summary>Gives a topic so many partitions in all, on disk when it returns; it must have fewer.</summary>
    public Task<LogError> AddPartitionsAsync(Topic topic, int count, CancellationToken cancellationToken) =>
        ChangeAsync(topic, () => AddPartitionsAsync(topic, count), cancellationToken);

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

    /// <inheritdoc cref="ChangeConfigAsync(Topic, Func{TopicConfig, TopicConfig}, CancellationToken)"/>
    public Task<LogError> ChangeConfigAsync(Topic topic, TopicConfig config, CancellationToken cancellationToken) =>
        ChangeConfigAsync(topic, _ => config, cancellationToken);

    /// <summary>
    /// Changes a topic's settings, on disk when it returns. They act at once on what comes after: limits and rolls on
    /// the next append, retention at the next round.
    /// </summary>
    /// <param name="topic">The topic.</param>
    /// <param name="change">
    /// Gets the present settings and gives those that replace them; no other change comes between. Null leaves them,
    /// and the answer is <see cref="LogError.InvalidConfig"/>.
    /// </param>
    /// <param name="cancellationToken">Ends the wait for other changes; one that has begun is finished.</param>
    public Task<LogError> ChangeConfigAsync(
        Topic topic, Func<TopicConfig, TopicConfig?> change, CancellationToken cancellationToken) =>
        ChangeAsync(topic, () => _scope.Flusher.RunAsync(() => ChangeConfig(topic, change)), cancellationToken);

    /// <summary>One round of what otherwise happens every <see cref="LogOptions.CheckInterval"/>.</summary>
    internal async Task RunHousekeepingAsync(CancellationToken cancellationToken)
    {
        _folders.DeleteDue();
        foreach (var partition in Topics.SelectMany(topic => topic.Partitions))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await partition.ApplyRetentionAsync();
        }
    }

    /// <summary>One round of what otherwise happens in every interval too, on its own since it may take long.</summary>
    internal async Task RunCompactionAsync(CancellationToken cancellationToken)
    {
        await _compacting.WaitAsync(cancellationToken);
        try
        {
            var compactor = new Compactor(_scope, _options.MaxCompactionKeys);
            var compacted = Topics.Where(topic => topic.Config.Compacts);
            foreach (var partition in compacted.SelectMany(topic => topic.Partitions))
            {
                cancellationToken.ThrowIfCancellationRequested();
                await compactor.RunAsync(partition, cancellationToken);
            }
        }
        finally
        {
            _compacting.Release();
        }
    }

    /// <summary>Runs something while nothing is flushed.</summary>
    internal Task RunAloneAsync(Action work) => _scope.Flusher.RunAsync(() =>
    {
        work();
        return true;
    });

    /// <summary>Stops cleanly: everything is on disk, and the next opening trusts the ends of the files.</summary>
    public async ValueTask DisposeAsync()
    {
        await _changes.WaitAsync();
        if (!_isDisposed)
        {
            _isDisposed = true;
            await _stop.CancelAsync();
            await _housekeeping;
            await _scope.Flusher.RunAsync(() =>
            {
                CloseCleanly();
                return true;
            });
            _scope.Flusher.Dispose();
            _stop.Dispose();
        }

        _changes.Release();
    }

    /// <summary>Creates a folder and those above it, so that a power cut does not take their names back.</summary>
    private static void CreateFolders(IFileSystem files, string folder)
    {
        if (folder == "/" || files.Exists(folder) || folder.LastIndexOf('/') is not (>= 0 and var slash))
            return;
        var above = slash == 0 ? "/" : folder[..slash];
        CreateFolders(files, above);
        files.CreateFolder(folder);
        files.SyncFolder(above);
    }

    private void Load(ScanDepth depth)
    {
        if (_meta.CutBytes > 0)
            TopicStoreLog.MetaCut(_scope.Logger, _folder, _meta.CutBytes);
        _scope.Files.Delete($"{_folder}/{CleanMarker}");
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
        _folders.DeleteUnknown(_byId.Values);
    }

    private void LoadTopic(string name, TopicEntry entry, ScanDepth depth)
    {
        var settings = entry.Config.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value));
        var config = TopicConfig.TryCreate(settings, UnknownSettings.Keep, out var problem);
        if (config is null)
            TopicStoreLog.ConfigIgnored(_scope.Logger, name, problem!);
        config = (config ?? TopicConfig.Default).Over(_options.TopicDefaults);
        Publish(new Topic(name, entry.Id, config, _folders.Open(name, entry, config, depth)));
    }

    private void Publish(Topic topic)
    {
        _byId[topic.Id] = topic;
        _byName[topic.Name] = topic;
    }

    private async Task<Topic> CreateAsync(string name, TopicEntry entry, TopicConfig config)
    {
        var partitions = await OwnThread.RunAsync(() => _folders.Make(name, entry, config, first: 0));
        var topic = new Topic(name, entry.Id, config, partitions);
        await CountAsync(name, entry, partitions, () => Publish(topic));
        return topic;
    }

    private async Task<LogError> AddPartitionsAsync(Topic topic, int count)
    {
        if (CheckAddition(topic, count) is var error and not LogError.None)
            return error;
        var (present, config) = (topic.Partitions, topic.Config);
        var entry = new TopicEntry(topic.Id, count, new(config.Values));
        var added = await OwnThread.RunAsync(() => _folders.Make(topic.Name, entry, config, present.Count));
        await CountAsync(topic.Name, entry, added, () => topic.Partitions = [.. present, .. added]);
        return LogError.None;
    }

    /// <summary>
    /// Writes the entry with which partitions that were made begin to count, then shows them. Only this is done where
    /// records are forced to disk, since producers wait for that: making thousands of partitions takes long.
    /// </summary>
    private async Task CountAsync(string topic, TopicEntry entry, List<Partition> made, Action show)
    {
        try
        {
            await _scope.Flusher.RunAsync(() =>
            {
                Save(topic, entry);
                show();
                return true;
            });
        }
        catch
        {
            made.ForEach(partition => partition.Close(LogError.UnknownTopic));
            throw;
        }
    }

    private LogError ChangeConfig(Topic topic, Func<TopicConfig, TopicConfig?> change)
    {
        if (change(topic.Config) is not { } changed)
            return LogError.InvalidConfig;
        var config = changed.Over(_options.TopicDefaults);
        Save(topic.Name, new TopicEntry(topic.Id, topic.Partitions.Count, new(config.Values)));
        topic.Config = config;
        foreach (var partition in topic.Partitions)
            partition.Config = config;
        return LogError.None;
    }

    /// <summary>Runs a change of a topic that is there, one at a time.</summary>
    private async Task<LogError> ChangeAsync(
        Topic topic, Func<Task<LogError>> change, CancellationToken cancellationToken)
    {
        await _changes.WaitAsync(cancellationToken);
        try
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return _byId.ContainsKey(topic.Id) ? await change() : LogError.UnknownTopic;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            TopicStoreLog.ChangeFailed(_scope.Logger, e, topic.Name);
            return LogError.StorageFailed;
        }
        finally
        {
            _changes.Release();
        }
    }

    private LogError Delete(Topic topic)
    {
        Set(TopicPrefix + topic.Name, null);
        _byName.TryRemove(topic.Name, out _);
        _byId.TryRemove(topic.Id, out _);
        foreach (var partition in topic.Partitions)
            partition.Close(LogError.UnknownTopic);
        _folders.DeleteLater(topic.Name, topic.Id);
        return LogError.None;
    }

    private Task KeepHouseAsync()
    {
        var housekeeper = new Housekeeper(_scope.Time, _options.CheckInterval, _scope.Logger);
        return Task.WhenAll(
            housekeeper.RunAsync(RunHousekeepingAsync, _stop.Token),
            housekeeper.RunAsync(RunCompactionAsync, _stop.Token));
    }

    private void CloseCleanly()
    {
        var isSound = _meta.IsSound;
        foreach (var partition in Topics.SelectMany(topic => topic.Partitions))
            isSound &= partition.CloseCleanly();
        _meta.Dispose();
        if (isSound)
            MarkClean();
    }

    private void MarkClean()
    {
        try
        {
            using (var marker = _scope.Files.Open($"{_folder}/{CleanMarker}"))
                marker.Sync();
            _scope.Files.SyncFolder(_folder);
        }
        catch (IOException e)
        {
            // Without the marker the next opening reads the last segments in full.
            TopicStoreLog.NotMarkedClean(_scope.Logger, e, _folder);
        }
    }

    private void Save(string topic, TopicEntry entry) =>
        Set(TopicPrefix + topic, JsonSerializer.Serialize(entry, MetaJson.Default.TopicEntry));

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
}
