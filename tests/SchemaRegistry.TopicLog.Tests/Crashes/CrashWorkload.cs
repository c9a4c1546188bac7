using System.Collections.Concurrent;
using SchemaRegistry.TopicLog.Files;
using SchemaRegistry.TopicLog.Partitions;
using SchemaRegistry.TopicLog.Records;
using SchemaRegistry.TopicLog.Tests.Compaction;
using SchemaRegistry.TopicLog.Tests.Partitions;
using SchemaRegistry.TopicLog.Topics;

namespace SchemaRegistry.TopicLog.Tests.Crashes;

/// <summary>
/// A random but repeatable life of a log: topics come and go, idempotent and plain producers append, segments roll,
/// settings change, records are deleted, topics are compacted. Appends also happen in the middle of a flush, on the flusher's own thread, so
/// that the order of file operations is the same in every run of a seed.
/// </summary>
internal sealed class CrashWorkload
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly Random _random;
    private readonly bool _mostlyCompacts;
    private readonly MemoryFileSystem _files = new(keepsJournal: true);
    private readonly Dictionary<(Partition, long), int> _sequences = [];
    private readonly ConcurrentQueue<(Partition Partition, long NextOffset)> _unacknowledged = [];
    private TopicStore _store = null!;
    private int _values;
    private volatile bool _mayAppend;

    public CrashWorkload(int seed, CrashFocus focus = CrashFocus.Everything)
    {
        _random = new Random(seed);
        _mostlyCompacts = focus == CrashFocus.Compaction;
        _files.BeforeOperation = OnOperation;
    }

    public List<TopicLedger> Topics { get; } = [];

    public List<(int At, long Id)> ProducerIds { get; } = [];

    public IReadOnlyList<FileOperation> Journal => _files.Journal;

    private int Operations => _files.Changes;

    public async Task RunAsync(int steps)
    {
        _store = await TestStore.OpenAsync(_files);
        for (var step = 0; step < steps; step++)
        {
            await StepAsync();

            // What a flush writes after those who wait for it were told must not run beside the next step.
            await _store.RunAloneAsync(() => { });
        }

        _files.BeforeOperation = null;
        await _store.DisposeAsync();
    }

    private async Task StepAsync()
    {
        var live = Topics.Where(topic => topic.DeletionAskedAt == TopicLedger.Never).ToList();
        var choice = live.Count == 0 ? 0 : _random.Next(100);
        if (choice < 6)
            await CreateAsync();
        else if (choice < 8)
            await DeleteAsync(live[_random.Next(live.Count)]);
        else if (choice < 11)
            await ChangeConfigAsync(live[_random.Next(live.Count)]);
        else if (choice < 13)
        {
            var id = await _store.AllocateProducerIdAsync(None);
            ProducerIds.Add((Operations, id));
        }
        else if (choice < 18)
            await DeleteRecordsAsync(live[_random.Next(live.Count)]);
        else if (choice < 20)
            await KeepHouseAsync();
        else if (choice < 23)
            await AddPartitionsAsync(live[_random.Next(live.Count)]);
        else if (choice < (_mostlyCompacts ? 46 : 27))
            await _store.RunCompactionAsync(None);
        else
            await AppendAsync(_random.Next(1, _mostlyCompacts ? 10 : 4));
    }

    /// <summary>On the flusher's thread, so that no flush runs beside it.</summary>
    private async Task AppendAsync(int batches)
    {
        await _store.RunAloneAsync(() =>
        {
            for (; batches > 0; batches--)
                AppendSomewhere();
            _mayAppend = true;
        });
        await SettleAsync();
        _mayAppend = false;
    }

    private async Task KeepHouseAsync()
    {
        var before = Operations;
        await _store.RunHousekeepingAsync(None);
        foreach (var topic in Topics)
        {
            for (var index = 0; index < topic.StartsAsked.Count; index++)
                topic.StartsAsked[index].Add((before, topic.Topic.Partitions[index].LogStart));
        }
    }

    /// <summary>Waits until all is on disk, as clients with acks=all do.</summary>
    private async Task SettleAsync()
    {
        do
        {
            while (_unacknowledged.TryDequeue(out var wait))
            {
                var error = await wait.Partition.WaitDurableAsync(wait.NextOffset, None);
                Assert.True(error is LogError.None or LogError.UnknownTopic);
            }

            await _store.RunAloneAsync(() => { });
        }
        while (!_unacknowledged.IsEmpty);
    }

    private async Task CreateAsync()
    {
        var values = new Dictionary<string, string>
        {
            ["segment.bytes"] = $"{1024 * _random.Next(1, _mostlyCompacts ? 2 : 4)}",
            ["retention.ms"] = "-1",
        };
        if (_mostlyCompacts || _random.Next(3) == 0)
            Compact(values, "compact");
        var config = ConfigOf(values);
        var created = await _store.CreateAsync(
            $"t{_random.Next(_mostlyCompacts ? 2 : 4)}", _random.Next(1, _mostlyCompacts ? 2 : 3), config, None);
        if (created.Error == LogError.TopicExists)
            return;
        Assert.Equal(LogError.None, created.Error);
        Topics.Add(new TopicLedger(created.Topic!, values) { CreatedAt = Operations });
    }

    private async Task DeleteAsync(TopicLedger topic)
    {
        topic.DeletionAskedAt = Operations;
        Assert.Equal(LogError.None, await _store.DeleteAsync(topic.Topic, None));
        topic.DeletedAt = Operations;
    }

    private async Task ChangeConfigAsync(TopicLedger topic)
    {
        var values = new Dictionary<string, string>
        {
            ["segment.bytes"] = $"{1024 * _random.Next(1, 4)}",
            ["retention.ms"] = "-1",
            ["retention.bytes"] = $"{_random.Next(2, 8) * 1024}",
        };
        if (topic.IsCompacted)
            Compact(values, "compact,delete");
        topic.ConfigsAsked.Add(values);
        var config = ConfigOf(values);
        Assert.Equal(LogError.None, await _store.ChangeConfigAsync(topic.Topic, config, None));
        topic.ConfigsAcknowledged.Add((Operations, values));
    }

    private async Task AddPartitionsAsync(TopicLedger topic)
    {
        var count = topic.Topic.Partitions.Count + _random.Next(1, 3);
        topic.CountsAsked.Add((Operations, count));
        Assert.Equal(LogError.None, await _store.AddPartitionsAsync(topic.Topic, count, None));
        topic.CountsAcknowledged.Add((Operations, count));
        topic.Grow();
    }

    private async Task DeleteRecordsAsync(TopicLedger topic)
    {
        var index = _random.Next(topic.Topic.Partitions.Count);
        var partition = topic.Topic.Partitions[index];
        var offset = partition.LogStart + _random.NextInt64(partition.HighWatermark - partition.LogStart + 1);
        topic.StartsAsked[index].Add((Operations, offset));
        Assert.Equal(LogError.None, await partition.DeleteRecordsAsync(offset, None));
        topic.StartsAcknowledged[index].Add((Operations, offset));
    }

    /// <summary>As often as it is asked for, and tombstones go at the next time.</summary>
    private static void Compact(Dictionary<string, string> values, string policy)
    {
        values["cleanup.policy"] = policy;
        values["min.cleanable.dirty.ratio"] = "0";
        values["delete.retention.ms"] = "0";
    }

    private static TopicConfig ConfigOf(Dictionary<string, string> values) =>
        TopicConfig.TryCreate(values.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)), out _)!;

    private void AppendSomewhere()
    {
        var live = Topics.Where(topic => topic.DeletionAskedAt == TopicLedger.Never).ToList();
        if (live.Count == 0)
            return;
        var topic = live[_random.Next(live.Count)];
        var index = _random.Next(topic.Topic.Partitions.Count);
        var partition = topic.Topic.Partitions[index];
        var values = new string?[_random.Next(1, 4)];
        for (var at = 0; at < values.Length; at++)
            values[at] = $"{_values++} {new string('x', _random.Next(10) == 0 ? 600 : _random.Next(60))}";
        var keys = topic.IsCompacted ? ChooseKeys(values) : null;

        var producer = _random.Next(-1, 3);
        if (topic.Batches[index].Count(batch => batch.Origin?.ProducerId == producer
            && batch.BaseOffset >= partition.HighWatermark) >= LogLimits.RememberedBatches - 1)
        {
            // The log recognises so many in flight, and the last acknowledged one, which is sent again too.
            producer = -1;
        }

        var sequence = _sequences.GetValueOrDefault((partition, producer));
        var origin = producer < 0 ? null : new BatchOrigin(producer, 0, sequence);
        var codec = topic.IsCompacted ? (CompressionCodec)_random.Next(5) : CompressionCodec.None;
        var records = values.Select((value, at) => CompactedTopic.Record(keys?[at], value, TestStore.Time + at));
        var bytes = RecordBatchBuilder.Build([.. records], origin, codec);
        var result = partition.Append(bytes);
        Assert.Equal(LogError.None, result.Error);
        _sequences[(partition, producer)] = sequence + values.Length;
        topic.Batches[index].Add(new LedgerBatch(result.BaseOffset, values, bytes, origin, Operations) { Keys = keys });
        _unacknowledged.Enqueue((partition, result.NextOffset));
    }

    /// <summary>And makes some of the records tombstones.</summary>
    private string[] ChooseKeys(string?[] values)
    {
        var keys = new string[values.Length];
        for (var at = 0; at < keys.Length; at++)
        {
            keys[at] = $"key {_random.Next(6)}";
            if (_random.Next(4) == 0)
                values[at] = null;
        }

        return keys;
    }

    private void OnOperation(FileOperation operation)
    {
        foreach (var topic in Topics)
        {
            for (var index = 0; index < topic.Seen.Count; index++)
            {
                topic.Seen[index].Add((Operations, topic.Topic.Partitions[index].HighWatermark));
            }
        }

        if (!_mayAppend || operation.Kind != FileOperationKind.Sync || _random.Next(3) > 0)
            return;
        _mayAppend = false;
        AppendSomewhere();
        _mayAppend = true;
    }
}
