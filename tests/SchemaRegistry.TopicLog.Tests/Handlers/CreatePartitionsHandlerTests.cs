using SchemaRegistry.Kafka;
using SchemaRegistry.Kafka.Wire.Messages;
using SchemaRegistry.TopicLog.Files;
using SchemaRegistry.TopicLog.Tests.Partitions;

namespace SchemaRegistry.TopicLog.Tests.Handlers;

public sealed class CreatePartitionsHandlerTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_topic_gets_partitions_that_take_records_and_outlive_a_restart(short version)
    {
        var files = new MemoryFileSystem();
        await using (var harness = await BrokerHarness.StartAsync(files: files))
        {
            var topic = await harness.CreateAsync();

            var result = await CreateAsync(harness, Wish("orders", 3), version: version);

            Assert.Equal(("orders", 0, null), (result.Name, result.ErrorCode, result.ErrorMessage));
            Assert.Equal([0, 1, 2], topic.Partitions.Select(partition => partition.Index));
            var produced = await harness.Connect().CallAsync<ProduceRequest, ProduceResponse>(
                Requests.Produce(Requests.OneRecord, partition: 2), 11);
            Assert.Equal(0, produced.Responses[0].PartitionResponses[0].BaseOffset);
        }

        await using var again = await TestStore.OpenAsync(files);
        Assert.True(again.TryGet("orders", out var found));
        Assert.Equal([0L, 0L, 1L], found.Partitions.Select(partition => partition.HighWatermark));
    }

    [Theory]
    [InlineData("orders", 2, ErrorCode.InvalidPartitions, "2")]
    [InlineData("orders", 1, ErrorCode.InvalidPartitions, "2")]
    [InlineData("orders", -1, ErrorCode.InvalidPartitions, "2")]
    [InlineData("orders", 10_001, ErrorCode.InvalidPartitions, "10000")]
    [InlineData("missing", 3, ErrorCode.UnknownTopicOrPartition, "missing")]
    public async Task What_cannot_be_is_refused_with_its_reason(
        string name, int count, ErrorCode expected, string named)
    {
        await using var harness = await BrokerHarness.StartAsync();
        await harness.CreateAsync(partitions: 2);

        var result = await CreateAsync(harness, Wish(name, count));

        Assert.Equal((short)expected, result.ErrorCode);
        Assert.Contains(named, result.ErrorMessage);
    }

    [Theory]
    [InlineData(new[] { 1, 1 }, ErrorCode.None)]
    [InlineData(new[] { 1 }, ErrorCode.InvalidReplicaAssignment)]
    [InlineData(new[] { 1, 1, 1 }, ErrorCode.InvalidReplicaAssignment)]
    [InlineData(new[] { 1, 2 }, ErrorCode.InvalidReplicaAssignment)]
    public async Task An_assignment_names_the_only_node_once_for_each_partition_that_is_added(
        int[] nodes, ErrorCode expected)
    {
        await using var harness = await BrokerHarness.StartAsync();
        await harness.CreateAsync();
        var wish = Wish("orders", 3);
        wish.Assignments = Array.ConvertAll(nodes, node => new CreatePartitionsAssignment { BrokerIds = [node] });

        Assert.Equal((short)expected, (await CreateAsync(harness, wish)).ErrorCode);
    }

    [Fact]
    public async Task Two_replicas_of_a_partition_are_one_too_many()
    {
        await using var harness = await BrokerHarness.StartAsync();
        await harness.CreateAsync();
        var wish = Wish("orders", 2);
        wish.Assignments = [new CreatePartitionsAssignment { BrokerIds = [1, 1] }];

        Assert.Equal((short)ErrorCode.InvalidReplicaAssignment, (await CreateAsync(harness, wish)).ErrorCode);
    }

    [Fact]
    public async Task A_topic_that_is_named_twice_stays_as_it_is_and_the_others_grow()
    {
        await using var harness = await BrokerHarness.StartAsync();
        var twice = await harness.CreateAsync();
        var once = await harness.CreateAsync("payments");

        var answer = await harness.Connect().CallAsync<CreatePartitionsRequest, CreatePartitionsResponse>(
            new() { Topics = [Wish("orders", 2), Wish("payments", 2), Wish("orders", 3)] }, 3);

        Assert.Equal(
            [("orders", (short)ErrorCode.InvalidRequest), ("payments", (short)ErrorCode.None)],
            answer.Results.Select(result => (result.Name, result.ErrorCode)));
        Assert.Equal((1, 2), (twice.Partitions.Count, once.Partitions.Count));
    }

    [Theory]
    [InlineData(2, ErrorCode.None)]
    [InlineData(1, ErrorCode.InvalidPartitions)]
    public async Task Validating_adds_nothing(int count, ErrorCode expected)
    {
        await using var harness = await BrokerHarness.StartAsync();
        var topic = await harness.CreateAsync();

        var result = await CreateAsync(harness, Wish("orders", count), validateOnly: true);

        Assert.Equal((short)expected, result.ErrorCode);
        Assert.Single(topic.Partitions);
    }

    private static CreatePartitionsTopic Wish(string name, int count) =>
        new() { Name = name, Count = count, Assignments = null };

    private static async Task<CreatePartitionsTopicResult> CreateAsync(
        BrokerHarness harness, CreatePartitionsTopic wish, bool validateOnly = false, short version = 3)
    {
        var answer = await harness.Connect().CallAsync<CreatePartitionsRequest, CreatePartitionsResponse>(
            new() { Topics = [wish], TimeoutMs = 1000, ValidateOnly = validateOnly }, version);
        return Assert.Single(answer.Results);
    }
}
