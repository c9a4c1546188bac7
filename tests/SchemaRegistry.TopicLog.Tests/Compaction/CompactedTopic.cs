using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SchemaRegistry.TopicLog.Files;
using SchemaRegistry.TopicLog.Partitions;
using SchemaRegistry.TopicLog.Records;
using SchemaRegistry.TopicLog.Tests.Partitions;
using SchemaRegistry.TopicLog.Topics;

namespace SchemaRegistry.TopicLog.Tests.Compaction;

/// <summary>A log with one topic, a clock that the test moves, and compaction that runs when the test says so.</summary>
internal sealed class CompactedTopic : IAsyncDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private CompactedTopic(TopicStore store, FakeTimeProvider time, IFileSystem files, Partition partition)
    {
        (Store, Time, Files, Partition) = (store, time, files, partition);
    }

    public TopicStore Store { get; private set; }

    public FakeTimeProvider Time { get; }

    public IFileSystem Files { get; }

    public Partition Partition { get; private set; }

    public ILoggerFactory Loggers { get; private init; } = NullLoggerFactory.Instance;

    public LogOptions Options { get; private init; } = new();

    private string Folder => $"{TestLogFolder}/topics/{Files.List($"{TestLogFolder}/topics").Single()}/0";

    private static string TestLogFolder => TestStore.Folder;

    public static Task<CompactedTopic> CreateAsync(params (string Key, string Value)[] config) =>
        CreateAsync(new MemoryFileSystem(), new LogOptions(), NullLoggerFactory.Instance, config);

    /// <summary>Segments of 1024 bytes, compacted as soon as there is anything, unless the settings say otherwise.</summary>
    public static async Task<CompactedTopic> CreateAsync(
        IFileSystem files, LogOptions options, ILoggerFactory loggers, params (string Key, string Value)[] config)
    {
        var time = new FakeTimeProvider(DateTimeOffset.FromUnixTimeMilliseconds(TestStore.Time));
        options = options with { CheckInterval = TimeSpan.FromDays(40) };
        var store = await OpenAsync(files, options, loggers, time);
        (string Key, string Value)[] defaults =
        [
            ("cleanup.policy", "compact"), ("segment.bytes", "1024"), ("min.cleanable.dirty.ratio", "0"),
        ];
        var settings = defaults.Where(pair => config.All(own => own.Key != pair.Key)).Concat(config).ToArray();
        var partition = await TestStore.CreateAsync(store, "t", settings);
        return new CompactedTopic(store, time, files, partition) { Loggers = loggers, Options = options };
    }

    public static LogRecord Record(string? key, string? value, long timestamp) =>
        new(Bytes(key), Bytes(value), timestamp);

    /// <summary>One batch per record, now.</summary>
    public async Task AppendAsync(params (string? Key, string? Value)[] records)
    {
        foreach (var (key, value) in records)
            Append([Record(key, value, Time.GetUtcNow().ToUnixTimeMilliseconds())]);
        await Partition.WaitDurableAsync(Partition.LogEnd, None);
    }

    public AppendResult Append(
        IReadOnlyList<LogRecord> records, BatchOrigin? origin = null, CompressionCodec codec = CompressionCodec.None)
    {
        var result = Partition.Append(RecordBatchBuilder.Build(records, origin, codec));
        Assert.Equal(LogError.None, result.Error);
        return result;
    }

    /// <summary>Appends to other keys until a segment is closed behind all that was appended so far.</summary>
    public async Task RollAsync()
    {
        var end = Partition.LogEnd;
        while (Partition.Segments[^1].BaseOffset < end)
            Append([Record("filler", new string('x', 200), Time.GetUtcNow().ToUnixTimeMilliseconds())]);
        await Partition.WaitDurableAsync(Partition.LogEnd, None);
    }

    public Task CompactAsync() => Store.RunCompactionAsync(None);

    public async Task ReopenAsync(bool stopsCleanly)
    {
        if (stopsCleanly)
            await Store.DisposeAsync();
        Store = await OpenAsync(Files, Options, Loggers, Time);
        Partition = TestStore.Find(Store);
    }

    public async Task ChangeConfigAsync(params (string Key, string Value)[] config)
    {
        Assert.True(Store.TryGet("t", out var topic));
        var settings = TopicConfig.TryCreate(
            config.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)), out _);
        Assert.Equal(LogError.None, await Store.ChangeConfigAsync(topic, settings!, None));
    }

    /// <summary>Records of other keys than the filler's, as key=value, tombstones as key alone.</summary>
    public List<string> Read(long from = 0) =>
    [
        .. StoredRecord.ReadAll(Partition, from)
            .Where(record => record.Key != "filler")
            .Select(record => record.Value is null ? $"{record.Offset} {record.Key}" : $"{record.Offset} {record.Key}={record.Value}"),
    ];

    public List<string> FilesEndingWith(string suffix) => [.. Files.List(Folder).Where(name => name.EndsWith(suffix)).Order()];

    public string PathOf(string name) => $"{Folder}/{name}";

    public ValueTask DisposeAsync() => Store.DisposeAsync();

    private static Task<TopicStore> OpenAsync(
        IFileSystem files, LogOptions options, ILoggerFactory loggers, TimeProvider time) =>
        TopicStore.OpenAsync(files, TestLogFolder, options, new LogSurroundings(time, loggers));

    private static ReadOnlyMemory<byte>? Bytes(string? text)
    {
        // No conditional expression: a null array converts to an empty memory, which is not the same as none.
        if (text is null)
            return null;
        return Encoding.UTF8.GetBytes(text);
    }
}
