using SchemaRegistry.Kafka;
using SchemaRegistry.Kafka.Groups;
using SchemaRegistry.Kafka.Wire.Messages;
using SchemaRegistry.TopicLog.Files;
using SchemaRegistry.TopicLog.Tests.Handlers;

namespace SchemaRegistry.TopicLog.Tests.Groups;

public sealed class GroupAdministrationTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task A_stable_group_is_described(short version)
    {
        await using var harness = await GroupHarness.StartAsync();
        var (joined, _) = await harness.FormStaticAsync("pod-1");

        var answer = await harness.Broker.Connect().CallAsync<DescribeGroupsRequest, DescribeGroupsResponse>(
            new() { Groups = [GroupHarness.Group, "nothing"] }, version);

        var (found, missing) = (answer.Groups[0], answer.Groups[1]);
        Assert.Equal((0, "Stable"), (found.ErrorCode, found.GroupState));
        Assert.Equal(("consumer", "range"), (found.ProtocolType, found.ProtocolData));
        var member = Assert.Single(found.Members);
        Assert.Equal((joined.MemberId, "test"), (member.MemberId, member.ClientId));
        Assert.Equal(version >= 4 ? "pod-1" : null, member.GroupInstanceId);
        Assert.Equal(GroupHarness.Subscription("orders"), member.MemberMetadata.ToArray());
        Assert.Equal([7], member.MemberAssignment.ToArray());
        Assert.Equal((0, "Dead"), (missing.ErrorCode, missing.GroupState));
    }

    [Theory]
    [InlineData(new string[0], new string[0], "g:Stable,simple:Empty")]
    [InlineData(new[] { "stable" }, new string[0], "g:Stable")]
    [InlineData(new[] { "Empty", "Dead" }, new[] { "classic" }, "simple:Empty")]
    [InlineData(new string[0], new[] { "consumer" }, "")]
    public async Task Groups_are_listed_by_state_and_type(string[] states, string[] types, string expected)
    {
        await using var harness = await GroupHarness.StartAsync();
        await harness.Broker.CreateAsync();
        await harness.FormAsync();
        var commit = GroupHarness.Commit(1);
        commit.GroupId = "simple";
        await harness.Broker.Connect().CallAsync<OffsetCommitRequest, OffsetCommitResponse>(commit, 9);

        var answer = await harness.Broker.Connect().CallAsync<ListGroupsRequest, ListGroupsResponse>(
            new() { StatesFilter = states, TypesFilter = types }, 5);

        Assert.Equal(expected, string.Join(',', answer.Groups.Select(group => $"{group.GroupId}:{group.GroupState}")));
    }

    [Fact]
    public async Task A_group_with_members_can_not_be_deleted_and_an_empty_one_is_gone_for_good()
    {
        var files = new MemoryFileSystem();
        await using (var harness = await GroupHarness.StartAsync(files: files))
        {
            await harness.Broker.CreateAsync();
            var (joined, _) = await harness.FormAsync();
            await harness.CommitAsync(42, joined.MemberId, 1);

            var whileUsed = await DeleteAsync(harness, GroupHarness.Group);
            await harness.LeaveAsync((joined.MemberId, null));
            var whenEmpty = await DeleteAsync(harness, GroupHarness.Group);
            var again = await DeleteAsync(harness, GroupHarness.Group);

            Assert.Equal(
                (ErrorCode.NonEmptyGroup, ErrorCode.None, ErrorCode.GroupIdNotFound), (whileUsed, whenEmpty, again));
        }

        await using var reopened = await GroupHarness.StartAsync(files: files);
        Assert.Equal("Dead", (await reopened.DescribeAsync()).GroupState);
        Assert.Equal(-1, (await reopened.CommittedAsync()).CommittedOffset);
    }

    [Fact]
    public async Task Offsets_that_a_member_uses_are_not_deleted_and_others_are()
    {
        await using var harness = await GroupHarness.StartAsync();
        await harness.Broker.CreateAsync();
        await harness.Broker.CreateAsync("payments");
        var (joined, _) = await harness.FormAsync();
        await harness.CommitAsync(1, joined.MemberId, 1);
        await harness.CommitAsync(2, joined.MemberId, 1, "payments");

        var answer = await DeleteOffsetsAsync(harness, GroupHarness.Group, "orders", "payments", "nothing");

        Assert.Equal(
            [ErrorCode.GroupSubscribedToTopic, ErrorCode.None, ErrorCode.UnknownTopicOrPartition],
            answer.Topics.Select(topic => (ErrorCode)topic.Partitions[0].ErrorCode));
        Assert.Equal(1, (await harness.CommittedAsync()).CommittedOffset);
        Assert.Equal(-1, (await harness.CommittedAsync("payments")).CommittedOffset);
    }

    [Fact]
    public async Task Deleting_the_offsets_of_a_group_that_is_not_there_is_an_error()
    {
        await using var harness = await GroupHarness.StartAsync();

        var answer = await DeleteOffsetsAsync(harness, "nothing", "orders");

        Assert.Equal(ErrorCode.GroupIdNotFound, (ErrorCode)answer.ErrorCode);
    }

    [Fact]
    public async Task Clients_may_read_the_topic_of_the_groups_and_nothing_else()
    {
        await using var harness = await GroupHarness.StartAsync();
        await harness.Broker.CreateAsync();
        await harness.CommitAsync(1);
        var client = harness.Broker.Connect();

        var produced = await client.CallAsync<ProduceRequest, ProduceResponse>(
            Requests.Produce(Requests.OneRecord, topic: OffsetsTopic.Name), 11);
        var deleted = await client.CallAsync<DeleteTopicsRequest, DeleteTopicsResponse>(
            new() { TopicNames = [OffsetsTopic.Name] }, 5);
        var extended = await client.CallAsync<CreatePartitionsRequest, CreatePartitionsResponse>(
            new() { Topics = [new() { Name = OffsetsTopic.Name, Count = 2, Assignments = null }] }, 3);
        var metadata = await client.CallAsync<MetadataRequest, MetadataResponse>(new() { Topics = null }, 9);

        Assert.Equal(ErrorCode.InvalidTopic, (ErrorCode)produced.Responses[0].PartitionResponses[0].ErrorCode);
        Assert.Equal(ErrorCode.InvalidTopic, (ErrorCode)deleted.Responses[0].ErrorCode);
        Assert.Equal(ErrorCode.InvalidTopic, (ErrorCode)extended.Results[0].ErrorCode);
        Assert.Equal(
            [(OffsetsTopic.Name, true), ("orders", false)],
            metadata.Topics.Select(topic => (topic.Name!, topic.IsInternal)));
        Assert.Equal(1, (await harness.CommittedAsync()).CommittedOffset);
    }

    private static async Task<ErrorCode> DeleteAsync(GroupHarness harness, string group)
    {
        var answer = await harness.Broker.Connect().CallAsync<DeleteGroupsRequest, DeleteGroupsResponse>(
            new() { GroupsNames = [group] }, 2);
        return (ErrorCode)answer.Results[0].ErrorCode;
    }

    private static Task<OffsetDeleteResponse> DeleteOffsetsAsync(
        GroupHarness harness, string group, params string[] topics) =>
        harness.Broker.Connect().CallAsync<OffsetDeleteRequest, OffsetDeleteResponse>(
            new()
            {
                GroupId = group,
                Topics = [.. topics.Select(topic =>
                    new OffsetDeleteRequestTopic { Name = topic, Partitions = [new() { PartitionIndex = 0 }] })],
            },
            0);
}
