using SchemaRegistry.Kafka;
using SchemaRegistry.Kafka.Wire.Messages;
using SchemaRegistry.TopicLog.Records;
using SchemaRegistry.TopicLog.Tests.Partitions;

namespace SchemaRegistry.TopicLog.Tests.Handlers;

public sealed class LookupHandlerTests
{
    [Theory]
    [InlineData(-1, 7, 5, -1)]
    [InlineData(-2, 7, 0, -1)]
    [InlineData(-3, 7, 4, Requests.Time + 30)]
    [InlineData(Requests.Time, 1, 0, Requests.Time)]
    [InlineData(Requests.Time + 11, 7, 2, Requests.Time + 20)]
    [InlineData(Requests.Time + 30, 7, 4, Requests.Time + 30)]
    [InlineData(Requests.Time + 31, 7, -1, -1)]
    public async Task Offsets_are_listed_by_time(long timestamp, short version, long offset, long found)
    {
        await using var harness = await BrokerHarness.StartAsync();
        var topic = await harness.CreateAsync();
        foreach (var later in new[] { 0, 10, 20, 25, 30 })
        {
            var batch = RecordBatchBuilder.Build([TestStore.Record("v", Requests.Time + later)]);
            Assert.Equal(LogError.None, topic.Partitions[0].Append(batch).Error);
        }

        await topic.Partitions[0].WaitDurableAsync(5, TestContext.Current.CancellationToken);
        var answer = await ListAsync(harness, timestamp, version);

        Assert.Equal((0, offset, found), (answer.ErrorCode, answer.Offset, answer.Timestamp));
    }

    [Theory]
    [InlineData("orders", -3, 6, -1, ErrorCode.UnsupportedVersion)]
    [InlineData("orders", -4, 7, -1, ErrorCode.UnsupportedVersion)]
    [InlineData("orders", -1, 7, 3, ErrorCode.UnknownLeaderEpoch)]
    [InlineData("missing", -1, 7, -1, ErrorCode.UnknownTopicOrPartition)]
    public async Task What_cannot_be_listed_is_an_error(
        string topic, long timestamp, short version, int epoch, ErrorCode expected)
    {
        await using var harness = await BrokerHarness.StartAsync();
        await harness.CreateAsync();

        var answer = await ListAsync(harness, timestamp, version, topic, epoch);

        Assert.Equal(((short)expected, -1L), (answer.ErrorCode, answer.Offset));
    }

    [Fact]
    public async Task Producer_ids_are_handed_out_once_and_transactions_are_refused()
    {
        await using var harness = await BrokerHarness.StartAsync();
        var client = harness.Connect();

        var first = await client.CallAsync<InitProducerIdRequest, InitProducerIdResponse>(
            new() { TransactionalId = null }, 4);
        var second = await client.CallAsync<InitProducerIdRequest, InitProducerIdResponse>(
            new() { TransactionalId = null }, 0);
        var refused = await client.CallAsync<InitProducerIdRequest, InitProducerIdResponse>(
            new() { TransactionalId = "t" }, 4);

        Assert.Equal((0, 0), (first.ErrorCode, first.ProducerEpoch));
        Assert.NotEqual(first.ProducerId, second.ProducerId);
        Assert.Equal(((short)ErrorCode.InvalidRequest, -1L), (refused.ErrorCode, refused.ProducerId));
    }

    [Fact]
    public async Task The_only_node_coordinates_every_group()
    {
        await using var harness = await BrokerHarness.StartAsync();
        var client = harness.Connect();

        var one = await client.CallAsync<FindCoordinatorRequest, FindCoordinatorResponse>(new() { Key = "g" }, 0);
        var many = await client.CallAsync<FindCoordinatorRequest, FindCoordinatorResponse>(
            new() { CoordinatorKeys = ["g", "h"] }, 4);
        var unknown = await client.CallAsync<FindCoordinatorRequest, FindCoordinatorResponse>(
            new() { Key = "s", KeyType = 2 }, 3);

        Assert.Equal((0, 1, 9092), (one.ErrorCode, one.NodeId, one.Port));
        Assert.Equal([("g", 1), ("h", 1)], many.Coordinators.Select(found => (found.Key, found.NodeId)));
        Assert.Equal((short)ErrorCode.InvalidRequest, unknown.ErrorCode);
    }

    [Fact]
    public async Task No_group_has_committed_anything()
    {
        await using var harness = await BrokerHarness.StartAsync();
        var client = harness.Connect();

        var one = await client.CallAsync<OffsetFetchRequest, OffsetFetchResponse>(
            new() { GroupId = "g", Topics = [new() { Name = "orders", PartitionIndexes = [0, 1] }] }, 7);
        var many = await client.CallAsync<OffsetFetchRequest, OffsetFetchResponse>(
            new() { Groups = [new() { GroupId = "g", Topics = [new() { Name = "orders", PartitionIndexes = [0] }] }] },
            9);

        Assert.Equal([-1L, -1L], one.Topics[0].Partitions.Select(partition => partition.CommittedOffset));
        Assert.Equal(-1, many.Groups[0].Topics[0].Partitions[0].CommittedOffset);
    }

    private static async Task<ListOffsetsPartitionResponse> ListAsync(
        BrokerHarness harness, long timestamp, short version, string topic = "orders", int epoch = -1)
    {
        var request = new ListOffsetsRequest
        {
            ReplicaId = -1,
            Topics =
            [
                new() { Name = topic, Partitions = [new() { Timestamp = timestamp, CurrentLeaderEpoch = epoch }] },
            ],
        };
        var answer = await harness.Connect().CallAsync<ListOffsetsRequest, ListOffsetsResponse>(request, version);
        return answer.Topics[0].Partitions[0];
    }
}
