using SchemaRegistry.Kafka;
using SchemaRegistry.Kafka.Wire.Messages;
using SchemaRegistry.TopicLog.Files;
using SchemaRegistry.TopicLog.Tests.Partitions;

namespace SchemaRegistry.TopicLog.Tests.Handlers;

public sealed class ClusterHandlerTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task The_cluster_is_one_broker_at_its_advertised_address(short version)
    {
        await using var harness = await BrokerHarness.StartAsync(
            new() { Advertised = new AdvertisedAddress("kafka.example", 9999) });

        var answer = await DescribeAsync(harness, new(), version);

        Assert.Equal((0, harness.Log.ClusterId, 1), (answer.ErrorCode, answer.ClusterId, answer.ControllerId));
        var broker = Assert.Single(answer.Brokers);
        Assert.Equal((1, "kafka.example", 9999, null), (broker.BrokerId, broker.Host, broker.Port, broker.Rack));
        Assert.Equal(int.MinValue, answer.ClusterAuthorizedOperations);
    }

    [Theory]
    [InlineData(2, ErrorCode.MismatchedEndpointType)]
    [InlineData(3, ErrorCode.UnsupportedEndpointType)]
    public async Task Only_brokers_are_described(sbyte endpointType, ErrorCode expected)
    {
        await using var harness = await BrokerHarness.StartAsync();

        var answer = await DescribeAsync(harness, new() { EndpointType = endpointType }, 1);

        Assert.Equal(((short)expected, endpointType), (answer.ErrorCode, answer.EndpointType));
        Assert.NotEmpty(answer.ErrorMessage!);
        Assert.Empty(answer.Brokers);
    }

    [Theory]
    [InlineData(2, 0, -1, 0, 3)]
    [InlineData(3, 0, 0, 0, 3)]
    [InlineData(4, 0, 0, 0, 3)]
    [InlineData(4, 1, 0, -1, -1)]
    [InlineData(4, -1, -1, -1, -1)]
    public async Task An_epoch_ends_at_the_high_watermark_while_it_is_the_current_one(
        short version, int epoch, int believed, int foundEpoch, long foundEnd)
    {
        await using var harness = await BrokerHarness.StartAsync();
        var topic = await harness.CreateAsync();
        await TestStore.AppendDurablyAsync(topic.Partitions[0], "a", "b", "c");

        var answer = await FindAsync(harness, epoch, believed, version: version);

        Assert.Equal((0, foundEpoch, foundEnd), (answer.ErrorCode, answer.LeaderEpoch, answer.EndOffset));
    }

    [Fact]
    public async Task An_epoch_that_a_repair_ended_ends_where_the_repair_cut()
    {
        var files = new MemoryFileSystem();
        await using (var store = await TestStore.OpenAsync(files))
        {
            var partition = await TestStore.CreateAsync(store, "orders");
            await TestStore.AppendDurablyAsync(partition, "a", "b");
            await TestStore.AppendDurablyAsync(partition, "lost");
        }

        CutLastByte(files);
        await using var harness = await BrokerHarness.StartAsync(files: files);
        Assert.True(harness.Log.TryGet("orders", out var topic));
        await TestStore.AppendDurablyAsync(topic.Partitions[0], "c", "d");

        // A consumer that has read up to offset 3 in epoch 0 learns that the epoch ended at 2.
        var old = await FindAsync(harness, epoch: 0, believed: 1);
        var current = await FindAsync(harness, epoch: 1, believed: 1);
        var fenced = await FindAsync(harness, epoch: 0, believed: 0);

        Assert.Equal((0, 0, 2L), (old.ErrorCode, old.LeaderEpoch, old.EndOffset));
        Assert.Equal((0, 1, 4L), (current.ErrorCode, current.LeaderEpoch, current.EndOffset));
        Assert.Equal(((short)ErrorCode.FencedLeaderEpoch, -1L), (fenced.ErrorCode, fenced.EndOffset));
    }

    [Theory]
    [InlineData("orders", 0, 1, ErrorCode.UnknownLeaderEpoch)]
    [InlineData("orders", 1, -1, ErrorCode.UnknownTopicOrPartition)]
    [InlineData("orders", -1, -1, ErrorCode.UnknownTopicOrPartition)]
    [InlineData("missing", 0, -1, ErrorCode.UnknownTopicOrPartition)]
    public async Task An_epoch_of_nothing_is_an_error(string topic, int partition, int believed, ErrorCode expected)
    {
        await using var harness = await BrokerHarness.StartAsync();
        await harness.CreateAsync();

        var answer = await FindAsync(harness, 0, believed, topic, partition);

        Assert.Equal(((short)expected, partition), (answer.ErrorCode, answer.Partition));
        Assert.Equal((-1, -1L), (answer.LeaderEpoch, answer.EndOffset));
    }

    private static void CutLastByte(MemoryFileSystem files)
    {
        var folder = $"{TestStore.Folder}/topics/{files.List($"{TestStore.Folder}/topics").Single()}/0";
        var segment = files.List(folder).Single(name => name.EndsWith(".log", StringComparison.Ordinal));
        using var file = files.Open($"{folder}/{segment}");
        file.Truncate(file.Length - 1);
    }

    private static Task<DescribeClusterResponse> DescribeAsync(
        BrokerHarness harness, DescribeClusterRequest request, short version) =>
        harness.Connect().CallAsync<DescribeClusterRequest, DescribeClusterResponse>(request, version);

    private static async Task<EpochEndOffset> FindAsync(
        BrokerHarness harness, int epoch, int believed, string topic = "orders", int partition = 0, short version = 4)
    {
        var request = new OffsetForLeaderEpochRequest
        {
            ReplicaId = -1,
            Topics =
            [
                new()
                {
                    Topic = topic,
                    Partitions = [new() { Partition = partition, CurrentLeaderEpoch = believed, LeaderEpoch = epoch }],
                },
            ],
        };
        var answer = await harness.Connect()
            .CallAsync<OffsetForLeaderEpochRequest, OffsetForLeaderEpochResponse>(request, version);
        Assert.Equal(topic, answer.Topics[0].Topic);
        return answer.Topics[0].Partitions[0];
    }
}
