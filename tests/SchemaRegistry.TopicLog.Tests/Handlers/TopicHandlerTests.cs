using SchemaRegistry.Kafka;
using SchemaRegistry.Kafka.Wire.Messages;

namespace SchemaRegistry.TopicLog.Tests.Handlers;

public sealed class TopicHandlerTests
{
    [Fact]
    public async Task An_assignment_gives_the_number_of_partitions()
    {
        await using var harness = await BrokerHarness.StartAsync();

        var result = await CreateAsync(harness, Assigned([0, 1], [1]));

        Assert.Equal((0, 2, 1), (result.ErrorCode, result.NumPartitions, result.ReplicationFactor));
        Assert.True(harness.Log.TryGet("orders", out var topic));
        Assert.Equal(topic.Id, result.TopicId);
    }

    [Theory]
    [InlineData(new[] { 0, 2 }, new[] { 1 }, ErrorCode.InvalidReplicaAssignment)]
    [InlineData(new[] { 0, 0 }, new[] { 1 }, ErrorCode.InvalidReplicaAssignment)]
    [InlineData(new[] { 0 }, new[] { 2 }, ErrorCode.InvalidReplicaAssignment)]
    [InlineData(new[] { 0 }, new int[0], ErrorCode.InvalidReplicaAssignment)]
    public async Task An_assignment_that_one_node_cannot_follow_is_refused(
        int[] partitions, int[] brokers, ErrorCode expected)
    {
        await using var harness = await BrokerHarness.StartAsync();

        var result = await CreateAsync(harness, Assigned(partitions, brokers));

        Assert.Equal((short)expected, result.ErrorCode);
        Assert.Empty(harness.Log.Topics);
    }

    [Theory]
    [InlineData(0, 1, ErrorCode.InvalidPartitions)]
    [InlineData(-2, 1, ErrorCode.InvalidPartitions)]
    [InlineData(1, 0, ErrorCode.InvalidReplicationFactor)]
    [InlineData(1, -2, ErrorCode.InvalidReplicationFactor)]
    [InlineData(-1, -1, ErrorCode.None)]
    [InlineData(5, 3, ErrorCode.None)]
    public async Task Numbers_are_checked(int partitions, short factor, ErrorCode expected)
    {
        await using var harness = await BrokerHarness.StartAsync();

        var result = await CreateAsync(
            harness, new() { Name = "orders", NumPartitions = partitions, ReplicationFactor = factor });

        Assert.Equal((short)expected, result.ErrorCode);
    }

    [Fact]
    public async Task A_topic_that_is_named_twice_in_a_request_is_created_once()
    {
        await using var harness = await BrokerHarness.StartAsync();
        var wanted = new CreatableTopic { Name = "orders", NumPartitions = 1, ReplicationFactor = 1 };

        var answer = await harness.Connect().CallAsync<CreateTopicsRequest, CreateTopicsResponse>(
            new() { Topics = [wanted, wanted] }, 7);

        Assert.Equal(
            [(short)ErrorCode.None, (short)ErrorCode.InvalidRequest], answer.Topics.Select(topic => topic.ErrorCode));
    }

    [Fact]
    public async Task One_request_creates_ten_thousand_topics_at_most()
    {
        await using var harness = await BrokerHarness.StartAsync();
        var request = new CreateTopicsRequest
        {
            Topics =
            [
                .. Enumerable.Range(0, 10_001).Select(
                    index => new CreatableTopic { Name = $"t{index}", NumPartitions = 1, ReplicationFactor = 1 }),
            ],
            ValidateOnly = true,
        };

        var answer = await harness.Connect().CallAsync<CreateTopicsRequest, CreateTopicsResponse>(request, 4);

        Assert.All(answer.Topics[..^1], topic => Assert.Equal(0, topic.ErrorCode));
        Assert.Equal((short)ErrorCode.InvalidRequest, answer.Topics[^1].ErrorCode);
    }

    [Fact]
    public async Task Topics_are_deleted_by_id()
    {
        await using var harness = await BrokerHarness.StartAsync();
        var topic = await harness.CreateAsync();

        var answer = await harness.Connect().CallAsync<DeleteTopicsRequest, DeleteTopicsResponse>(
            new()
            {
                Topics =
                [
                    new() { TopicId = topic.Id },
                    new() { TopicId = Guid.NewGuid() },
                    new() { Name = "x", TopicId = topic.Id },
                ],
            },
            6);

        Assert.Equal(
            [(short)ErrorCode.None, (short)ErrorCode.UnknownTopicId, (short)ErrorCode.InvalidRequest],
            answer.Responses.Select(result => result.ErrorCode));
        Assert.Equal("orders", answer.Responses[0].Name);
        Assert.Empty(harness.Log.Topics);
    }

    [Fact]
    public async Task Topics_are_deleted_by_name_in_old_versions()
    {
        await using var harness = await BrokerHarness.StartAsync();
        await harness.CreateAsync();

        var answer = await harness.Connect().CallAsync<DeleteTopicsRequest, DeleteTopicsResponse>(
            new() { TopicNames = ["orders", "missing"] }, 1);

        Assert.Equal(
            [(short)ErrorCode.None, (short)ErrorCode.UnknownTopicOrPartition],
            answer.Responses.Select(result => result.ErrorCode));
    }

    private static CreatableTopic Assigned(int[] partitions, int[] brokers) => new()
    {
        Name = "orders",
        NumPartitions = -1,
        ReplicationFactor = -1,
        Assignments = [.. partitions.Select(index =>
            new CreatableReplicaAssignment { PartitionIndex = index, BrokerIds = brokers })],
    };

    private static async Task<CreatableTopicResult> CreateAsync(BrokerHarness harness, CreatableTopic wanted) =>
        (await harness.Connect().CallAsync<CreateTopicsRequest, CreateTopicsResponse>(
            new() { Topics = [wanted] }, 7)).Topics[0];
}
