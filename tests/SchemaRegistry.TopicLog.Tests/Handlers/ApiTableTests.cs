using SchemaRegistry.Kafka;
using SchemaRegistry.Kafka.Wire.Messages;

namespace SchemaRegistry.TopicLog.Tests.Handlers;

public sealed class ApiTableTests
{
    [Fact]
    public async Task What_is_advertised_is_what_clients_were_tried_with()
    {
        await using var harness = await BrokerHarness.StartAsync();

        var answer = await harness.Connect().CallAsync<ApiVersionsRequest, ApiVersionsResponse>(new(), 3);

        Assert.Equal(
            [
                "Produce 0-11", "Fetch 4-12", "ListOffsets 1-7", "Metadata 0-12", "OffsetCommit 2-9", "OffsetFetch 1-9",
                "FindCoordinator 0-4", "JoinGroup 0-9", "Heartbeat 0-4", "LeaveGroup 0-5", "SyncGroup 0-5",
                "DescribeGroups 0-5", "ListGroups 0-5",
                "ApiVersions 0-3", "CreateTopics 2-7", "DeleteTopics 1-6", "DeleteRecords 0-2",
                "InitProducerId 0-4",
                "OffsetForLeaderEpoch 2-4",
                "DescribeConfigs 1-4",
                "AlterConfigs 0-2",
                "CreatePartitions 0-3",
                "DeleteGroups 0-2",
                "IncrementalAlterConfigs 0-1",
                "OffsetDelete 0-0",
                "DescribeCluster 0-1",
            ],
            answer.ApiKeys.Select(key => $"{(ApiKey)key.ApiKey} {key.MinVersion}-{key.MaxVersion}"));
    }

    [Fact]
    public async Task A_version_of_ApiVersions_that_is_not_served_is_answered_in_version_0()
    {
        await using var harness = await BrokerHarness.StartAsync();
        var client = harness.Connect();
        await client.SendAsync(new ApiVersionsRequest(), 4);

        var frame = await client.ReceiveFrameAsync();

        // Golden: length, correlation id 1, error 35, one entry of key 18 from 0 to 3.
        Assert.Equal("0000001000000001002300000001001200000003", Convert.ToHexString(frame!));
    }

    [Fact]
    public async Task Produce_below_version_3_is_advertised_and_not_served()
    {
        await using var harness = await BrokerHarness.StartAsync();
        var client = harness.Connect();

        await client.SendAsync(Requests.Produce(Requests.OneRecord), 2);

        Assert.Null(await client.ReceiveFrameAsync());
    }
}
