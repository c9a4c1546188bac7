using Confluent.Kafka;
using Confluent.Kafka.Admin;

namespace SchemaRegistry.TopicLog.Tests.Clients;

/// <summary>What an administrator sees and changes of groups, with Confluent.Kafka.</summary>
public sealed class GroupAdminTests
{
    private const string Group = "billing";

    private static readonly TopicPartition Orders = new("orders", 0);

    [Fact]
    public async Task A_group_is_listed_and_described_while_it_has_members_and_after()
    {
        await using var broker = await TestBroker.StartAsync();
        using var admin = Admin(broker);
        using var member = await JoinAsync(broker);

        var listed = (await admin.ListConsumerGroupsAsync()).Valid.Single();
        var described = await DescribeAsync(admin);
        member.Close();
        var left = await DescribeAsync(admin);

        Assert.Equal((Group, ConsumerGroupState.Stable), (listed.GroupId, listed.State));
        Assert.Equal(ConsumerGroupState.Stable, described.State);
        Assert.Equal("range", described.PartitionAssignor);
        Assert.Equal(1, described.Coordinator.Id);
        Assert.Equal("tester", described.Members[0].ClientId);
        Assert.Equal(Orders, described.Members[0].Assignment.TopicPartitions[0]);
        Assert.Equal((ConsumerGroupState.Empty, 0), (left.State, left.Members.Count));
    }

    [Fact]
    public async Task Committed_offsets_are_listed_changed_and_deleted()
    {
        await using var broker = await TestBroker.StartAsync();
        using var admin = Admin(broker);
        using (var member = await JoinAsync(broker))
        {
            member.Consumer.Commit();
            member.Close();
        }

        Assert.Equal(3, await CommittedAsync(admin));
        await admin.AlterConsumerGroupOffsetsAsync([new(Group, [new TopicPartitionOffset(Orders, 1)])]);
        Assert.Equal(1, await CommittedAsync(admin));
        await admin.DeleteConsumerGroupOffsetsAsync(Group, [Orders]);

        Assert.Equal(Offset.Unset.Value, await CommittedAsync(admin));
    }

    [Fact]
    public async Task A_group_with_members_keeps_its_offsets_and_is_not_deleted()
    {
        await using var broker = await TestBroker.StartAsync();
        using var admin = Admin(broker);
        using var member = await JoinAsync(broker);
        member.Consumer.Commit();

        var deletion = await Assert.ThrowsAsync<DeleteGroupsException>(() => admin.DeleteGroupsAsync([Group]));
        var change = await Assert.ThrowsAsync<AlterConsumerGroupOffsetsException>(() =>
            admin.AlterConsumerGroupOffsetsAsync([new(Group, [new TopicPartitionOffset(Orders, 1)])]));
        var offsets = await Assert.ThrowsAsync<DeleteConsumerGroupOffsetsException>(() =>
            admin.DeleteConsumerGroupOffsetsAsync(Group, [Orders]));

        Assert.Equal(ErrorCode.NonEmptyGroup, deletion.Results[0].Error.Code);
        Assert.Equal(ErrorCode.UnknownMemberId, change.Results[0].Partitions[0].Error.Code);
        Assert.Equal(ErrorCode.GroupSubscribedToTopic, offsets.Result.Partitions[0].Error.Code);
        Assert.Equal(3, await CommittedAsync(admin));
    }

    [Fact]
    public async Task A_group_without_members_is_deleted_and_begins_anew()
    {
        await using var broker = await TestBroker.StartAsync();
        using var admin = Admin(broker);
        using (var member = await JoinAsync(broker))
        {
            member.Consumer.Commit();
            member.Close();
        }

        await admin.DeleteGroupsAsync([Group]);
        var none = (await admin.ListConsumerGroupsAsync()).Valid;
        using var again = await JoinAsync(broker);

        Assert.Empty(none);
        Assert.Equal(0, again.Records[0].Offset.Value);
    }

    /// <summary>A member that has read the three records which the first one finds.</summary>
    private static async Task<ConfluentMember> JoinAsync(TestBroker broker)
    {
        if (!broker.Log.HasTopic(Orders.Topic))
        {
            using var producer = Connect.Producer(broker, new ProducerConfig());
            for (var index = 0; index < 3; index++)
                await producer.ProduceAsync(Orders, new() { Key = "key", Value = Connect.Value(index) });
        }

        var member = new ConfluentMember(broker, Orders.Topic, Group, config =>
        {
            config.ClientId = "tester";
            config.SessionTimeoutMs = 30_000;
        });
        member.Drive("three are read", () => member.Records.Count == 3);
        return member;
    }

    private static async Task<ConsumerGroupDescription> DescribeAsync(IAdminClient admin) =>
        (await admin.DescribeConsumerGroupsAsync([Group])).ConsumerGroupDescriptions[0];

    private static async Task<long> CommittedAsync(IAdminClient admin) =>
        (await admin.ListConsumerGroupOffsetsAsync([new(Group, [Orders])]))[0].Partitions[0].Offset.Value;

    private static IAdminClient Admin(TestBroker broker) =>
        new AdminClientBuilder(new AdminClientConfig { BootstrapServers = broker.Bootstrap }).Build();
}
