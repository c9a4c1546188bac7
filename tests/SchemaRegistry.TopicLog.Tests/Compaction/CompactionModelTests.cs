using Microsoft.Extensions.Logging.Abstractions;
using SchemaRegistry.TopicLog.Files;
using SchemaRegistry.TopicLog.Records;

namespace SchemaRegistry.TopicLog.Tests.Compaction;

/// <summary>Random lives of a compacted topic against a list of all that was appended.</summary>
public sealed class CompactionModelTests
{
    private const int Steps = 120;
    private static readonly TimeSpan Retention = TimeSpan.FromSeconds(100);

    private readonly List<StoredRecord> _appended = [];
    private readonly Dictionary<long, DateTimeOffset> _firstCleaned = [];
    private readonly Dictionary<long, Queue<(IReadOnlyList<LogRecord> Records, BatchOrigin Origin, long Offset)>> _sent = [];
    private Random _random = null!;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 12)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task What_is_left_is_the_last_record_of_each_key_and_what_was_not_compacted(int seed)
    {
        _random = new Random(seed);
        var options = new LogOptions { MaxCompactionKeys = _random.Next(2) == 0 ? 10 : 1000 };
        await using var topic = await CompactedTopic.CreateAsync(
            new MemoryFileSystem(),
            options,
            NullLoggerFactory.Instance,
            ("delete.retention.ms", $"{Retention.TotalMilliseconds}"), ("segment.bytes", $"{_random.Next(1, 4) * 1024}"));

        for (var step = 0; step < Steps; step++)
        {
            await StepAsync(topic);
            if (step % 5 == 0)
                Check(topic);
        }

        await topic.ReopenAsync(stopsCleanly: _random.Next(2) == 0);
        Check(topic);
        CheckDuplicates(topic);
    }

    private async Task StepAsync(CompactedTopic topic)
    {
        switch (_random.Next(20))
        {
            case < 14:
                Append(topic);
                await topic.Partition.WaitDurableAsync(topic.Partition.LogEnd, CancellationToken.None);
                break;
            case < 18:
                await topic.CompactAsync();
                NoteCleaned(topic);
                break;
            case 18:
                await topic.ReopenAsync(stopsCleanly: _random.Next(2) == 0);
                break;
            default:
                topic.Time.Advance(TimeSpan.FromSeconds(_random.Next(60)));
                break;
        }
    }

    private void Append(CompactedTopic topic)
    {
        var now = topic.Time.GetUtcNow().ToUnixTimeMilliseconds();
        var records = new LogRecord[_random.Next(1, 6)];
        var end = topic.Partition.LogEnd;
        for (var at = 0; at < records.Length; at++)
        {
            var (key, time) = ($"key {_random.Next(15)}", now + _random.Next(-100_000, 100_000));
            var value = _random.Next(4) == 0 ? null : $"{end + at} {new string('v', _random.Next(150))}";
            records[at] = CompactedTopic.Record(key, value, time);
            _appended.Add(new StoredRecord(end + at, key, value, time));
        }

        var producer = _random.Next(-1, 3);
        var origin = producer < 0 ? null : new BatchOrigin(producer, 0, NextSequence(producer));
        var result = topic.Append(records, origin, (CompressionCodec)_random.Next(5));
        Assert.Equal(end, result.BaseOffset);
        if (origin is null)
            return;
        if (!_sent.TryGetValue(producer, out var sent))
            _sent[producer] = sent = [];
        sent.Enqueue((records, origin, end));
        if (sent.Count > LogLimits.RememberedBatches)
            sent.Dequeue();
    }

    private int NextSequence(long producer) => _sent.TryGetValue(producer, out var sent)
        ? sent.Last().Origin.BaseSequence + sent.Last().Records.Count
        : 0;

    private void NoteCleaned(CompactedTopic topic)
    {
        var now = topic.Time.GetUtcNow();
        foreach (var record in _appended.Where(record => record.Offset < topic.Partition.Checkpoint.CleanEnd))
            _firstCleaned.TryAdd(record.Offset, now);
    }

    private void Check(CompactedTopic topic)
    {
        var cleanEnd = topic.Partition.Checkpoint.CleanEnd;
        var left = StoredRecord.ReadAll(topic.Partition, step: _random.Next(1, 3000));
        var lastClean = _appended.Where(record => record.Offset < cleanEnd)
            .GroupBy(record => record.Key).ToDictionary(group => group.Key!, group => group.Last());
        var expected = _appended.Where(record => record.Offset >= cleanEnd || lastClean[record.Key!] == record).ToList();

        // A tombstone may be gone when its time is over; everything else is exact.
        var leftOffsets = left.Select(record => record.Offset).ToHashSet();
        expected.RemoveAll(record => record.Value is null && !leftOffsets.Contains(record.Offset)
            && _firstCleaned.TryGetValue(record.Offset, out var since) && topic.Time.GetUtcNow() - since >= Retention);
        Assert.Equal(expected, left);

        var from = _random.NextInt64(topic.Partition.LogEnd + 1);
        Assert.Equal(left.Where(record => record.Offset >= from), StoredRecord.ReadAll(topic.Partition, from));
        CheckTimes(topic, left);
    }

    private void CheckTimes(CompactedTopic topic, List<StoredRecord> left)
    {
        var newest = left.MaxBy(record => record.Timestamp);
        Assert.Equal(newest?.Offset, topic.Partition.FindNewest()?.Offset);
        for (var attempt = 0; attempt < 5; attempt++)
        {
            var time = topic.Time.GetUtcNow().ToUnixTimeMilliseconds() + _random.Next(-150_000, 150_000);
            var expected = left.Find(record => record.Timestamp >= time);
            var found = topic.Partition.FindTimestamp(time);
            Assert.Equal((expected?.Offset, expected?.Timestamp), (found?.Offset, found?.Timestamp));
        }
    }

    private void CheckDuplicates(CompactedTopic topic)
    {
        foreach (var (records, origin, offset) in _sent.Values.SelectMany(sent => sent))
        {
            var again = topic.Append(records, origin, CompressionCodec.None);
            Assert.Equal((true, offset), (again.IsDuplicate, again.BaseOffset));
        }
    }
}
