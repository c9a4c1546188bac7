using Confluent.Kafka;
using Microsoft.Extensions.Time.Testing;
using SchemaRegistry.TopicLog.Tests.Partitions;

namespace SchemaRegistry.TopicLog.Tests.Clients;

/// <summary>What clients make of the empty batches that compaction leaves.</summary>
public sealed class CompactedLogTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task A_consumer_reaches_the_end_of_a_log_whose_last_record_is_gone(int from)
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var broker = await TestBroker.StartAsync(logTime: time);
        var partition = await TestStore.CreateAsync(
            broker.Log.Topics, "compacted", ("cleanup.policy", "compact"), ("segment.ms", "1000"),
            ("min.cleanable.dirty.ratio", "0"), ("delete.retention.ms", "0"));
        using (var producer = Connect.Producer(broker, new ProducerConfig { LingerMs = 0 }))
        {
            foreach (var value in new[] { "1", "2", null })
                await producer.ProduceAsync("compacted", new() { Key = "a", Value = value! });
        }

        time.Advance(TimeSpan.FromSeconds(1));
        await broker.Log.Topics.RunHousekeepingAsync(None);
        await broker.Log.Topics.RunAloneAsync(() => { });
        await broker.Log.Topics.RunCompactionAsync(None);
        time.Advance(TimeSpan.FromMinutes(10));
        await broker.Log.Topics.RunCompactionAsync(None);
        Assert.Equal([], TestStore.ReadAll(partition));

        using var consumer = Connect.Consumer(broker);
        consumer.Assign(new TopicPartitionOffset("compacted", 0, from));
        var end = consumer.Consume(Patience);

        Assert.Equal((true, 3L), (end?.IsPartitionEOF, end?.Offset.Value));
    }
}
