using Microsoft.Extensions.Logging.Abstractions;
using SchemaRegistry.TopicLog.Files;
using SchemaRegistry.TopicLog.Records;
using SchemaRegistry.TopicLog.Topics;

namespace SchemaRegistry.TopicLog.Tests.Clients;

/// <summary>A log on a file system in memory, and a look at what is stored in it.</summary>
internal sealed class TestLog : IAsyncDisposable
{
    private const int Everything = 64 * 1024 * 1024;

    private TestLog(TopicStore topics) => Topics = topics;

    public TopicStore Topics { get; }

    public static async Task<TestLog> OpenAsync(TimeProvider time)
    {
        var surroundings = new LogSurroundings(time, NullLoggerFactory.Instance);
        return new TestLog(await TopicStore.OpenAsync(new MemoryFileSystem(), "/log", new LogOptions(), surroundings));
    }

    public bool HasTopic(string name) => Topics.TryGet(name, out _);

    public int PartitionCount(string name) => Topics.TryGet(name, out var topic) ? topic.Partitions.Count : 0;

    public List<int> StoredCodecs(string topic, int partition)
    {
        var codecs = new List<int>();
        Visit(topic, partition, header => codecs.Add((int)header.Codec));
        return codecs;
    }

    public List<long> StoredProducerIds(string topic, int partition)
    {
        var ids = new List<long>();
        Visit(topic, partition, header => ids.Add(header.ProducerId));
        return ids;
    }

    public ValueTask DisposeAsync() => Topics.DisposeAsync();

    private delegate void BatchVisitor(BatchHeader header);

    private void Visit(string topic, int partition, BatchVisitor visitor)
    {
        Assert.True(Topics.TryGet(topic, out var found));
        using var read = found.Partitions[partition].Read(0, Everything);
        for (var batches = read.Batches.Span; !batches.IsEmpty;)
        {
            var header = new BatchHeader(batches);
            visitor(header);
            batches = batches[(int)header.TotalSize..];
        }
    }
}
