using Microsoft.Extensions.Logging;
using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Kafka;
using SchemaRegistry.Registry;
using SchemaRegistry.Server.Endpoints;
using SchemaRegistry.Storage;
using SchemaRegistry.Storage.Sqlite;
using SchemaRegistry.TopicLog;
using SchemaRegistry.TopicLog.Files;
using SchemaRegistry.TopicLog.Topics;

namespace SchemaRegistry.Server.Hosting;

/// <summary>
/// The engines behind the listeners, and the lock of their folder. Disposed in the order opposite to opening.
/// </summary>
internal sealed class ServerParts : IAsyncDisposable
{
    private readonly DataFolderLock? _folderLock;

    private ServerParts(
        DataFolderLock? folderLock, ILoggerFactory loggers, OpenRegistry registry, TopicStore log, KafkaBroker broker)
    {
        _folderLock = folderLock;
        Loggers = loggers;
        Registry = registry;
        Log = log;
        Broker = broker;
    }

    public ILoggerFactory Loggers { get; }

    public OpenRegistry Registry { get; }

    public TopicStore Log { get; }

    public KafkaBroker Broker { get; }

    public ChangeReaders ChangeReaders { get; } = new();

    public IReadOnlyList<string> Repairs =>
    [
        .. Log.Truncations.Select(cut =>
            $"{cut.Topic}-{cut.Partition}: {cut.Bytes} bytes at the end of {cut.File} were not sound and were cut off at byte {cut.Position}; "
            + $"records up to offset {cut.NextOffset} are there"),
    ];

    /// <exception cref="ServerStartException">The folder can not be used, or a setting is wrong.</exception>
    public static async Task<ServerParts> OpenAsync(ServerOptions options)
    {
        var setup = ReadBrokerSetup(options);
        var loggers = ServerLogging.Create(options);
        DataFolderLock? folderLock = null;
        OpenRegistry? registry = null;
        try
        {
            var folder = options.DataFolder is null ? null : Path.GetFullPath(options.DataFolder);
            folderLock = folder is null ? null : DataFolderLock.Take(folder);
            registry = OpenRegistry.Open(
                folder is null ? new MemoryRegistryStore() : SqliteRegistryStore.Open(Path.Combine(folder, "registry.db")),
                SchemaLanguages.All,
                new RegistryOptions
                {
                    DefaultLevel = options.DefaultCompatibility,
                    ValidatesFields = options.ValidatesFields,
                    ValidatesNewSchemas = options.ValidatesNewSchemas,
                    RejectsEmptySubject = options.RejectsEmptySubject,
                    HasStrictReferences = options.HasStrictReferences,
                    ModesMayChange = options.ModesMayChange,
                    MaxSchemaCharacters = options.MaxSchemaCharacters,
                    MaxKeys = options.MaxKeys,
                    Comparison = new ComparisonOptions(MaxSteps: options.MaxComparisonSteps),
                },
                new RegistrySurroundings(TimeProvider.System, loggers) { KeyManagement = options.KeyManagement });
            var log = await OpenLogAsync(folder, setup.Log, loggers);
            return new ServerParts(folderLock, loggers, registry, log, new KafkaBroker(
                log, setup.Broker, validator: null, TimeProvider.System, loggers));
        }
        catch (Exception e)
        {
            registry?.Dispose();
            folderLock?.Dispose();
            loggers.Dispose();
            if (e is IOException or UnauthorizedAccessException)
                throw new ServerStartException(e.Message, e);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Broker.DisposeAsync();
        await Log.DisposeAsync();
        Registry.Dispose();
        ChangeReaders.Dispose();
        _folderLock?.Dispose();
        Loggers.Dispose();
    }

    private static Task<TopicStore> OpenLogAsync(string? folder, LogOptions options, ILoggerFactory loggers)
    {
        var surroundings = new LogSurroundings(TimeProvider.System, loggers);
        return folder is null
            ? TopicStore.OpenAsync(new MemoryFileSystem(), "/log", options with { Flush = FlushMode.Never }, surroundings)
            : TopicStore.OpenAsync(DiskFileSystem.Instance, $"{folder}/log", options, surroundings);
    }

    private static BrokerSetup ReadBrokerSetup(ServerOptions options)
    {
        AdvertisedAddress? advertised = null;
        if (options.KafkaAdvertised is { } text && !AdvertisedAddress.TryParse(text, out advertised))
            throw new ServerStartException($"The setting kafka-advertised is '{text}'; it must be HOST:PORT.");
        var setup = BrokerSetup.Default with { Broker = new KafkaBrokerOptions { Advertised = advertised } };
        foreach (var (name, value) in options.KafkaSettings)
            setup = setup.TryWith(name, value, out var problem) ?? throw new ServerStartException($"kafka-config: {problem}");
        return setup.FindConflict() is { } conflict ? throw new ServerStartException($"kafka-config: {conflict}") : setup;
    }
}
