using SchemaRegistry.TopicLog.Partitions;
using SchemaRegistry.TopicLog.Tests.Compaction;
using SchemaRegistry.TopicLog.Tests.Partitions;
using SchemaRegistry.TopicLog.Topics;

namespace SchemaRegistry.TopicLog.Tests.Crashes;

/// <summary>Holds an opened log against what had happened when so many file operations were done.</summary>
internal sealed class CrashCheck(CrashWorkload workload, int operations)
{
    private static readonly CancellationToken None = CancellationToken.None;

    public async Task RunAsync(TopicStore store)
    {
        Assert.Empty(store.Damages);
        foreach (var found in store.Topics)
            Assert.Contains(workload.Topics, topic => topic.Topic.Id == found.Id);
        foreach (var topic in workload.Topics)
        {
            var isThere = store.TryGet(topic.Topic.Id, out var found);
            if (topic.CreatedAt <= operations && topic.DeletionAskedAt >= operations)
                Assert.True(isThere, $"topic {topic.Topic.Name} is lost");
            if (topic.DeletedAt <= operations)
                Assert.False(isThere, $"topic {topic.Topic.Name} is back");
            if (isThere)
                await CheckTopicAsync(topic, found!);
        }

        await CompactAgainAsync(store);
        var ids = workload.ProducerIds.Where(id => id.At <= operations).Select(id => id.Id);
        Assert.DoesNotContain(await store.AllocateProducerIdAsync(None), ids);
    }

    private async Task CheckTopicAsync(TopicLedger topic, Topic found)
    {
        var acknowledged = topic.ConfigsAcknowledged.FindLastIndex(change => change.At <= operations);
        Assert.Contains(topic.ConfigsAsked[(acknowledged + 1)..], config => config.Count == found.Config.Values.Count
            && config.All(pair => found.Config.Values.GetValueOrDefault(pair.Key) == pair.Value));
        Assert.InRange(
            found.Partitions.Count,
            TopicLedger.Newest(topic.CountsAcknowledged, operations),
            TopicLedger.Newest(topic.CountsAsked, operations));
        for (var index = 0; index < found.Partitions.Count; index++)
            await CheckPartitionAsync(topic, index, found.Partitions[index]);
    }

    /// <summary>What is compacted now must be right too, whatever the crash had interrupted.</summary>
    private async Task CompactAgainAsync(TopicStore store)
    {
        await store.RunCompactionAsync(None);
        foreach (var topic in workload.Topics.Where(topic => topic.IsCompacted))
        {
            if (!store.TryGet(topic.Topic.Id, out var found))
                continue;
            for (var index = 0; index < found.Partitions.Count; index++)
                CheckKeys(topic, index, found.Partitions[index], $"{topic.Topic.Name}-{index} after compaction");
        }
    }

    private async Task CheckPartitionAsync(TopicLedger topic, int index, Partition found)
    {
        var name = $"{topic.Topic.Name}-{index}";
        var acknowledged = TopicLedger.Newest(topic.Seen[index], operations);
        var appended = topic.Batches[index].Where(batch => batch.AppendedAt <= operations).ToList();
        Assert.True(found.HighWatermark >= acknowledged, $"{name} ends at {found.HighWatermark} of {acknowledged}");
        Assert.InRange(
            found.LogStart,
            TopicLedger.Newest(topic.StartsAcknowledged[index], operations),
            TopicLedger.Newest(topic.StartsAsked[index], operations));

        if (topic.IsCompacted)
        {
            CheckKeys(topic, index, found, name);
        }
        else
        {
            var expected = appended.SelectMany(batch => batch.Values.Select((value, at) => (batch.BaseOffset + at, value)))
                .ToDictionary(pair => pair.Item1, pair => pair.value);
            CheckRecords(TestStore.ReadAll(found, found.LogStart), expected, found.LogStart, acknowledged, name);
        }

        await RetryAsync(found, appended, acknowledged, name);
    }

    /// <summary>
    /// Of each key the last acknowledged record is there, unless it is a tombstone, or one that came after it. An older
    /// one must not be the last that is left.
    /// </summary>
    private void CheckKeys(TopicLedger topic, int index, Partition found, string name)
    {
        var acknowledged = TopicLedger.Newest(topic.Seen[index], operations);
        var records = StoredRecord.ReadAll(found, found.LogStart);
        Assert.Equal(records.Select(record => record.Offset).Distinct().Order(), records.Select(record => record.Offset));
        var appended = topic.Batches[index]
            .Where(batch => batch.AppendedAt <= operations)
            .SelectMany(batch => batch.Values.Select((value, at) => (Offset: batch.BaseOffset + at, Key: batch.Keys![at], Value: value)))
            .ToList();
        var sent = appended.ToDictionary(record => record.Offset);
        foreach (var record in records.Where(record => record.Offset < acknowledged))
            Assert.Equal((record.Offset, record.Key, record.Value), sent[record.Offset]);

        foreach (var key in appended.Where(record => record.Offset < acknowledged && record.Offset >= found.LogStart).GroupBy(record => record.Key))
        {
            var (last, left) = (key.Last(), records.FindLast(record => record.Key == key.Key));
            Assert.True(left is not null || last.Value is null, $"{name} lost {key.Key} at {last.Offset}");
            Assert.True(left is null || left.Offset >= last.Offset, $"{name}: {key.Key} is back at {left?.Offset} of {last.Offset}");
        }
    }

    private static void CheckRecords(
        List<(long Offset, string Value)> records,
        Dictionary<long, string?> expected,
        long start,
        long acknowledged,
        string name)
    {
        for (var at = 0; at < records.Count; at++)
        {
            Assert.True(records[at].Offset == start + at, $"{name} has a gap at {start + at}");
            Assert.Equal(expected[start + at], records[at].Value);
        }

        Assert.True(start + records.Count >= acknowledged, $"{name} lost records from {start + records.Count} on");
    }

    /// <summary>
    /// Every producer sends again what was not acknowledged, and its last batch that was. No value may come twice, and
    /// none may be missing.
    /// </summary>
    private static async Task RetryAsync(Partition found, List<LedgerBatch> appended, long acknowledged, string name)
    {
        var idempotent = appended.Where(batch => batch.Origin is not null);
        foreach (var producer in idempotent.GroupBy(batch => batch.Origin!.ProducerId))
        {
            var last = producer.LastOrDefault(batch => batch.BaseOffset + batch.Values.Length <= acknowledged);
            foreach (var batch in producer.Where(batch => batch == last || batch.BaseOffset >= acknowledged))
            {
                var result = found.Append(batch.Bytes);
                Assert.True(result.Error == LogError.None, $"{name}: retry at {batch.BaseOffset} got {result.Error}");
                Assert.True(batch != last || result.IsDuplicate, $"{name}: {batch.BaseOffset} was forgotten");
                Assert.Equal(LogError.None, await found.WaitDurableAsync(result.NextOffset, None));
            }
        }

        var values = StoredRecord.ReadAll(found, found.LogStart)
            .Where(record => record.Value is not null).Select(record => record.Value).ToList();
        Assert.Equal(values.Count, values.Distinct().Count());
        var sent = appended.Where(batch => batch.Origin is not null && batch.BaseOffset >= acknowledged);
        var sentValues = sent.SelectMany(batch => batch.Values).Where(value => value is not null);
        Assert.All(sentValues, value => Assert.Contains(value, values));
    }
}
