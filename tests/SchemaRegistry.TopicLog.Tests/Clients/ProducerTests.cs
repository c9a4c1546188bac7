using Confluent.Kafka;

namespace SchemaRegistry.TopicLog.Tests.Clients;

public sealed class ProducerTests
{
    private const int Count = 200;

    [Theory]
    [InlineData(Acks.None)]
    [InlineData(Acks.Leader)]
    [InlineData(Acks.All)]
    public async Task Records_produced_with_any_acks_are_consumed_in_order(Acks acks)
    {
        await using var broker = await TestBroker.StartAsync();
        using var producer = Connect.Producer(broker, new ProducerConfig { Acks = acks });

        Connect.Produce(producer, "orders", Count);

        var consumed = Connect.Consume(broker, "orders", Offset.Beginning, Count);
        Assert.Equal(Enumerable.Range(0, Count).Select(Connect.Value), consumed.Select(record => record.Message.Value));
        Assert.Equal(
            Enumerable.Range(0, Count).Select(offset => (long)offset), consumed.Select(record => record.Offset.Value));
    }

    [Theory]
    [InlineData(CompressionType.None, 0)]
    [InlineData(CompressionType.Gzip, 1)]
    [InlineData(CompressionType.Snappy, 2)]
    [InlineData(CompressionType.Lz4, 3)]
    [InlineData(CompressionType.Zstd, 4)]
    public async Task Batches_are_stored_in_the_codec_that_the_producer_chose(CompressionType codec, int expected)
    {
        await using var broker = await TestBroker.StartAsync();
        using var producer = Connect.Producer(broker, new ProducerConfig { CompressionType = codec, LingerMs = 50 });

        Connect.Produce(producer, "orders", Count);

        var stored = broker.Log.StoredCodecs("orders", partition: 0);
        Assert.NotEmpty(stored);
        Assert.All(stored, found => Assert.Equal(expected, found));
        Assert.Equal(Count, Connect.Consume(broker, "orders", Offset.Beginning, Count).Count);
    }

    [Fact]
    public async Task An_idempotent_producer_works_and_gets_ids_of_its_own()
    {
        await using var broker = await TestBroker.StartAsync();
        using var first = Connect.Producer(broker, new ProducerConfig { EnableIdempotence = true });
        using var second = Connect.Producer(broker, new ProducerConfig { EnableIdempotence = true });

        Connect.Produce(first, "orders", Count);
        Connect.Produce(second, "orders", Count);

        Assert.Equal(2 * Count, Connect.Consume(broker, "orders", Offset.Beginning, 2 * Count).Count);
        var ids = broker.Log.StoredProducerIds("orders", partition: 0).Distinct().ToList();
        Assert.Equal(2, ids.Count);
        Assert.DoesNotContain(-1L, ids);
    }

    [Fact]
    public async Task Headers_null_keys_and_null_values_survive()
    {
        await using var broker = await TestBroker.StartAsync();
        using var producer = Connect.Producer(broker, new ProducerConfig());
        var headers = new Headers { { "a", [1, 2] }, { "empty", [] }, { "null", null } };

        await producer.ProduceAsync("orders", new() { Key = null!, Value = "v", Headers = headers });
        await producer.ProduceAsync("orders", new() { Key = "k", Value = null! });

        var consumed = Connect.Consume(broker, "orders", Offset.Beginning, 2);
        Assert.Null(consumed[0].Message.Key);
        Assert.Equal("v", consumed[0].Message.Value);
        Assert.Equal(["a", "empty", "null"], consumed[0].Message.Headers.Select(header => header.Key));
        Assert.Equal([1, 2], consumed[0].Message.Headers[0].GetValueBytes());
        Assert.Null(consumed[0].Message.Headers[2].GetValueBytes());
        Assert.Equal("k", consumed[1].Message.Key);
        Assert.Null(consumed[1].Message.Value);
    }

    [Fact]
    public async Task Many_producers_at_once_get_each_offset_once()
    {
        await using var broker = await TestBroker.StartAsync(new() { DefaultPartitions = 3 });
        var config = new ProducerConfig { Acks = Acks.All, LingerMs = 1, BatchNumMessages = 10, MaxInFlight = 5 };

        var reports = await Task.WhenAll(Enumerable.Range(0, 4).Select(async number =>
        {
            using var producer = Connect.Producer(broker, config);
            return await Task.WhenAll(Enumerable.Range(0, Count).Select(index =>
                producer.ProduceAsync("orders", new() { Key = $"{number}-{index}", Value = $"{number}:{index}" })));
        }));

        var places = reports.SelectMany(report => report).Select(report => report.TopicPartitionOffset).ToList();
        Assert.Equal(4 * Count, places.Distinct().Count());
        var consumed = Connect.Consume(broker, "orders", Offset.Beginning, 4 * Count, partitions: 3);
        Assert.Equal(4 * Count, consumed.Select(record => record.Message.Value).Distinct().Count());
    }

    [Fact]
    public async Task A_record_that_is_too_large_is_refused_and_the_next_one_is_not()
    {
        await using var broker = await TestBroker.StartAsync();
        using var producer = Connect.Producer(broker, new ProducerConfig { MessageMaxBytes = 10_000_000 });

        var refusal = await Assert.ThrowsAsync<ProduceException<string, string>>(() =>
            producer.ProduceAsync("orders", new() { Key = "k", Value = new string('x', 2_000_000) }));
        var report = await producer.ProduceAsync("orders", new() { Key = "k", Value = "small" });

        Assert.Equal(Confluent.Kafka.ErrorCode.MsgSizeTooLarge, refusal.Error.Code);
        Assert.Equal(0, report.Offset.Value);
    }
}
