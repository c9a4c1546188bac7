using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SchemaRegistry.TopicLog.Files;
using SchemaRegistry.TopicLog.Partitions;
using SchemaRegistry.TopicLog.Records;
using SchemaRegistry.TopicLog.Tests.Compaction;
using SchemaRegistry.TopicLog.Tests.Partitions;
using SchemaRegistry.TopicLog.Topics;

namespace SchemaRegistry.TopicLog.Tests.Crashes;

/// <summary>
/// A small workload on a disk that refuses so many operations from one of them on, with half of a write done if wanted.
/// The first topic is compacted.
/// </summary>
internal sealed class FaultyRun
{
    private const string Compacted = "t0";

    /// <summary>Mixed, so that a batch may fit into a segment that a larger one was to close.</summary>
    private static readonly int[] Sizes = [200, 700, 20, 20];

    private static readonly CancellationToken None = CancellationToken.None;

    private readonly MemoryFileSystem _files = new();
    private readonly FakeTimeProvider _time = new(DateTimeOffset.FromUnixTimeMilliseconds(TestStore.Time));
    private readonly int _first;
    private readonly int _length;
    private readonly bool _leavesHalf;
    private readonly Dictionary<(string Topic, long Offset), string> _acknowledged = [];
    private readonly HashSet<string> _refused = [];
    private readonly HashSet<string> _topics = [];
    private int _operations;

    public FaultyRun(int first, int length, bool leavesHalf)
    {
        (_first, _length, _leavesHalf) = (first, length, leavesHalf);
        _files.BeforeOperation = OnOperation;
    }

    public bool WasFaulty { get; private set; }

    public async Task LiveAsync(int rounds)
    {
        var store = await OpenAsync();
        for (var round = 0; round < rounds; round++)
        {
            await CreateAsync(store, $"t{round / 4}");
            foreach (var topic in store.Topics)
                await AppendAsync(topic, round);
            if (round % 5 == 4 && store.Topics.Count > 0)
                await store.Topics[0].Partitions[0].DeleteRecordsAsync(0, None);
            if (round % 3 == 2)
                await store.RunCompactionAsync(None);

            // So that a compaction that failed is tried again in its time.
            _time.Advance(LogLimits.MaxCompactionPause);
        }

        await store.DisposeAsync();
    }

    public async Task CheckAsync()
    {
        _files.BeforeOperation = null;
        await using var store = await TestStore.OpenAsync(_files);
        Assert.Empty(store.Damages);
        Assert.Subset(store.Topics.Select(topic => topic.Name).ToHashSet(), _topics);
        foreach (var topic in store.Topics)
        {
            var stored = StoredRecord.ReadAll(topic.Partitions[0]);
            var records = stored.ToDictionary(record => record.Offset, record => record.Value!);
            Assert.Equal(records.Count, records.Values.Distinct().Count());
            if (topic.Name == Compacted)
                CheckKeys(stored);
            var acknowledged = _acknowledged.Where(record => record.Key.Topic == topic.Name).ToList();
            foreach (var ((_, offset), value) in acknowledged)
            {
                Assert.True(topic.Name == Compacted || records.ContainsKey(offset));
                Assert.Equal(value, records.GetValueOrDefault(offset, value));
            }

            Assert.DoesNotContain(records.Values, value => _refused.Contains($"{topic.Name} {value}"));
            var next = topic.Partitions[0].Append(RecordBatchBuilder.Build([CompactedTopic.Record("usable", "usable", 0)]));
            Assert.Equal(LogError.None, await topic.Partitions[0].WaitDurableAsync(next.NextOffset, None));
            Assert.All(acknowledged, record => Assert.True(next.BaseOffset > record.Key.Offset));
        }
    }

    private void CheckKeys(List<StoredRecord> stored)
    {
        var acknowledged = _acknowledged.Where(record => record.Key.Topic == Compacted);
        foreach (var key in acknowledged.OrderBy(record => record.Key.Offset).GroupBy(record => KeyOf(record.Value)))
        {
            var left = stored.FindLast(record => record.Key == key.Key);
            Assert.True(left is not null && left.Offset >= key.Last().Key.Offset, $"{key.Key} is lost or an old value");
        }
    }

    private async Task<TopicStore> OpenAsync()
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await TopicStore.OpenAsync(
                    _files, TestStore.Folder, new LogOptions { CheckInterval = TimeSpan.FromDays(1) },
                    new LogSurroundings(_time, NullLoggerFactory.Instance));
            }
            catch (IOException) when (attempt <= _length)
            {
                // Starting fails while the disk does, and clearly.
            }
        }
    }

    private async Task CreateAsync(TopicStore store, string name)
    {
        var config = TopicConfig.TryCreate(
            [
                KeyValuePair.Create("segment.bytes", (string?)"1024"),
                KeyValuePair.Create("cleanup.policy", (string?)(name == Compacted ? "compact" : "delete")),
                KeyValuePair.Create("min.cleanable.dirty.ratio", (string?)"0"),
            ],
            out _)!;
        if ((await store.CreateAsync(name, 1, config, None)).Error is LogError.None or LogError.TopicExists)
            _topics.Add(name);
    }

    private async Task AppendAsync(Topic topic, int round)
    {
        var value = $"{topic.Name} {round} {new string('x', Sizes[round % Sizes.Length])}";
        var origin = new BatchOrigin(1, 0, NextSequence(topic.Name));
        var record = CompactedTopic.Record(KeyOf(value), value, TestStore.Time);
        var result = topic.Partitions[0].Append(RecordBatchBuilder.Build([record], origin));
        if (result.Error != LogError.None)
            _refused.Add($"{topic.Name} {value}");
        else if (await topic.Partitions[0].WaitDurableAsync(result.NextOffset, None) == LogError.None)
            Assert.True(_acknowledged.TryAdd((topic.Name, result.BaseOffset), value));
    }

    private static string KeyOf(string value) => $"key {int.Parse(value.Split(' ')[1]) % 2}";

    private int NextSequence(string topic) => _acknowledged.Keys.Count(key => key.Topic == topic);

    private void OnOperation(FileOperation operation)
    {
        var number = Interlocked.Increment(ref _operations) - 1;
        if (number < _first || number >= _first + _length)
            return;
        WasFaulty = true;
        if (_leavesHalf && operation.Kind == FileOperationKind.Write)
            WriteHalf(operation);
        throw new IOException($"EIO at {operation.Kind} {operation.Path}");
    }

    private void WriteHalf(FileOperation operation)
    {
        _files.BeforeOperation = null;
        using (var file = _files.Open(operation.Path))
            file.Write([operation.Bytes[..(operation.Bytes.Length / 2)]], operation.Position);
        _files.BeforeOperation = OnOperation;
    }
}
