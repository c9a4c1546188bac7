using System.Diagnostics;
using Confluent.Kafka;

namespace SchemaRegistry.TopicLog.Tests.Clients;

public sealed class ConsumerTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TopicPartition Orders = new("orders", 0);

    [Fact]
    public async Task A_consumer_begins_at_the_offset_that_it_asks_for()
    {
        await using var broker = await TestBroker.StartAsync();
        using var producer = Connect.Producer(broker, new ProducerConfig());
        Connect.Produce(producer, "orders", 10);

        var consumed = Connect.Consume(broker, "orders", new Offset(7), 3);

        Assert.Equal([7L, 8L, 9L], consumed.Select(record => record.Offset.Value));
    }

    [Fact]
    public async Task Offsets_are_found_by_time()
    {
        await using var broker = await TestBroker.StartAsync();
        using var producer = Connect.Producer(broker, new ProducerConfig());
        foreach (var timestamp in new[] { 1000, 2000, 2000, 3000 })
        {
            var time = new Timestamp(timestamp, TimestampType.CreateTime);
            await producer.ProduceAsync(Orders, new() { Key = "k", Value = "v", Timestamp = time });
        }

        using var consumer = Connect.Consumer(broker);
        long Find(long timestamp) => consumer.OffsetsForTimes(
            [new(Orders, new Timestamp(timestamp, TimestampType.CreateTime))], Patience)[0].Offset.Value;

        Assert.Equal(0, Find(0));
        Assert.Equal(1, Find(1001));
        Assert.Equal(1, Find(2000));
        Assert.Equal(3, Find(2001));
        Assert.Equal(Offset.End.Value, Find(3001));
    }

    [Fact]
    public async Task Watermarks_are_the_first_and_the_next_offset()
    {
        await using var broker = await TestBroker.StartAsync();
        using var producer = Connect.Producer(broker, new ProducerConfig());
        Connect.Produce(producer, "orders", 5);
        using var consumer = Connect.Consumer(broker);

        var watermarks = consumer.QueryWatermarkOffsets(Orders, Patience);

        Assert.Equal((0, 5), (watermarks.Low.Value, watermarks.High.Value));
    }

    [Fact]
    public async Task A_waiting_consumer_gets_a_record_when_it_is_produced()
    {
        await using var broker = await TestBroker.StartAsync();
        using var producer = Connect.Producer(broker, new ProducerConfig());
        Connect.Produce(producer, "orders", 1);
        using var consumer = Connect.Consumer(broker, config =>
        {
            config.FetchWaitMaxMs = 30_000;
            config.EnablePartitionEof = false;
        });
        consumer.Assign(new TopicPartitionOffset(Orders, 1));
        var consuming = Task.Run(() => consumer.Consume(Patience), TestContext.Current.CancellationToken);

        var clock = Stopwatch.StartNew();
        await producer.ProduceAsync("orders", new() { Key = "k", Value = "second" });
        var record = await consuming;

        Assert.Equal("second", record?.Message.Value);
        Assert.True(
            clock.Elapsed < TimeSpan.FromSeconds(10), $"It took {clock.Elapsed}; the fetch may be parked for 30 s.");
    }

    [Fact]
    public async Task A_consumer_without_an_offset_begins_where_its_reset_policy_says()
    {
        await using var broker = await TestBroker.StartAsync();
        using var producer = Connect.Producer(broker, new ProducerConfig());
        Connect.Produce(producer, "orders", 2);
        using var consumer = Connect.Consumer(broker, config => config.AutoOffsetReset = AutoOffsetReset.Earliest);
        consumer.Assign(Orders);

        var record = consumer.Consume(Patience);

        Assert.Equal(0, record?.Offset.Value);
    }

    [Fact]
    public async Task An_offset_outside_the_log_is_an_error_that_the_client_sees()
    {
        await using var broker = await TestBroker.StartAsync();
        using var producer = Connect.Producer(broker, new ProducerConfig());
        Connect.Produce(producer, "orders", 5);
        using var consumer = Connect.Consumer(broker);
        consumer.Assign(new TopicPartitionOffset(Orders, 6));

        var problem = Assert.Throws<ConsumeException>(() => consumer.Consume(Patience));

        Assert.Equal(Confluent.Kafka.ErrorCode.Local_AutoOffsetReset, problem.Error.Code);
        Assert.Contains("offset out of range", problem.Error.Reason, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_consumer_that_commits_by_itself_is_not_held_up()
    {
        await using var broker = await TestBroker.StartAsync();
        using var producer = Connect.Producer(broker, new ProducerConfig());
        Connect.Produce(producer, "orders", 5);
        using var consumer = Connect.Consumer(broker, config =>
        {
            config.EnableAutoCommit = true;
            config.AutoOffsetReset = AutoOffsetReset.Earliest;
        });
        consumer.Assign(new TopicPartitionOffset(Orders, Offset.Beginning));

        for (var index = 0; index < 5; index++)
            Assert.Equal(index, consumer.Consume(Patience)!.Offset.Value);

        var clock = Stopwatch.StartNew();
        consumer.Close();
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), $"Close took {clock.Elapsed}.");
    }

    [Fact]
    public async Task Reading_committed_records_only_sees_what_is_in_no_transaction()
    {
        await using var broker = await TestBroker.StartAsync();
        using var producer = Connect.Producer(broker, new ProducerConfig());
        Connect.Produce(producer, "orders", 3);
        using var consumer = Connect.Consumer(broker, config => config.IsolationLevel = IsolationLevel.ReadCommitted);
        consumer.Assign(new TopicPartitionOffset(Orders, Offset.Beginning));

        for (var index = 0; index < 3; index++)
            Assert.Equal(index, consumer.Consume(Patience)!.Offset.Value);

        Assert.True(consumer.Consume(Patience)!.IsPartitionEOF);
    }

    [Fact]
    public async Task A_topic_that_is_not_there_is_not_created_by_a_consumer()
    {
        await using var broker = await TestBroker.StartAsync();
        var errors = new List<Error>();
        using var consumer = Connect.Consumer(broker, config => config.TopicMetadataPropagationMaxMs = 1, errors.Add);
        consumer.Assign(new TopicPartitionOffset("missing", 0, Offset.Beginning));

        var clock = Stopwatch.StartNew();
        while (errors.Count == 0 && clock.Elapsed < Patience)
            consumer.Consume(TimeSpan.FromMilliseconds(50));

        Assert.Equal(Confluent.Kafka.ErrorCode.UnknownTopicOrPart, errors[0].Code);
        Assert.False(broker.Log.HasTopic("missing"));
    }
}
