using Confluent.Kafka;
using SchemaRegistry.Kafka;
using SchemaRegistry.TopicLog.Topics;

namespace SchemaRegistry.TopicLog.Tests.Clients;

public sealed class ConsumerGroupTests
{
    private const string Topic = "orders";
    private const string Group = "billing";

    private static readonly KafkaBrokerOptions ShortSessions = new()
    {
        GroupMinSessionTimeout = TimeSpan.FromSeconds(1),
    };

    [Theory]
    [InlineData(PartitionAssignmentStrategy.Range)]
    [InlineData(PartitionAssignmentStrategy.CooperativeSticky)]
    public async Task Members_share_the_partitions_and_take_over_those_of_a_member_that_left_or_went_silent(
        PartitionAssignmentStrategy strategy)
    {
        await using var broker = await TopicAsync(partitions: 6);
        ConfluentMember Join() => new(broker, Topic, Group, config => config.PartitionAssignmentStrategy = strategy);
        using ConfluentMember first = Join(), second = Join(), third = Join();
        var members = new[] { first, second, third };
        UntilSharedBy(3);
        ProduceAndRead(30);

        first.Close();
        UntilSharedBy(2);
        ProduceAndRead(60);

        second.Dispose();
        UntilSharedBy(1);
        ProduceAndRead(90);

        void UntilSharedBy(int count) => ConfluentMember.Drive(members, $"{count} members share", () =>
            members.Count(member => member.Partitions.Count == 6 / count) == count
            && members.SelectMany(member => member.Partitions).Order().SequenceEqual([0, 1, 2, 3, 4, 5]));

        void ProduceAndRead(int total)
        {
            Produce(broker, partitions: 6, each: 5);
            ConfluentMember.Drive(
                members, $"{total} are read", () => members.Sum(member => member.Records.Count) >= total);
            Assert.Equal(total, members.SelectMany(member => member.Records).Distinct().Count());
            Assert.Equal(total, members.Sum(member => member.Records.Count));
            foreach (var member in members.Where(member => member.Partitions.Count > 0))
                member.Consumer.Commit();
        }
    }

    [Fact]
    public async Task A_static_member_that_is_restarted_gets_its_partitions_back_and_the_others_notice_nothing()
    {
        await using var broker = await TopicAsync(partitions: 4);
        ConfluentMember Join(string instance) => new(broker, Topic, Group, config =>
        {
            config.GroupInstanceId = instance;
            config.SessionTimeoutMs = 30_000;
        });
        using ConfluentMember staying = Join("staying"), leaving = Join("leaving");
        ConfluentMember.Drive(
            [staying, leaving], "both have two", () => staying.Partitions.Count == 2 && leaving.Partitions.Count == 2);
        var (partitions, rebalances) = (leaving.Partitions, staying.Rebalances);

        leaving.Close();
        using var restarted = Join("leaving");
        ConfluentMember.Drive([staying, restarted], "it is back", () => restarted.Partitions.Count > 0);

        Assert.Equal(partitions, restarted.Partitions);
        Assert.Equal(rebalances, staying.Rebalances);
    }

    [Fact]
    public async Task A_member_goes_on_where_its_group_has_committed_and_can_seek_back()
    {
        await using var broker = await TopicAsync(partitions: 1);
        Produce(broker, partitions: 1, each: 10);
        using (var first = new ConfluentMember(broker, Topic, Group))
        {
            first.Drive("ten are read", () => first.Records.Count == 10);
            first.Consumer.Commit([new TopicPartitionOffset(Topic, 0, 8)]);
            first.Close();
        }

        using var second = new ConfluentMember(broker, Topic, Group);
        second.Drive("two are read", () => second.Records.Count == 2);
        second.Consumer.Seek(new TopicPartitionOffset(Topic, 0, 5));
        second.Drive("five more are read", () => second.Records.Count == 7);

        Assert.Equal([8L, 9L, 5L, 6L, 7L, 8L, 9L], second.Records.Select(record => record.Offset.Value));
    }

    [Fact]
    public async Task Offsets_that_the_client_commits_by_itself_count_for_the_next_member()
    {
        await using var broker = await TopicAsync(partitions: 1);
        Produce(broker, partitions: 1, each: 10);
        using (var first = new ConfluentMember(broker, Topic, Group, config =>
        {
            config.EnableAutoCommit = true;
            config.AutoCommitIntervalMs = 20;
        }))
        {
            first.Drive("all are committed", () => first.Committed == 10);
        }

        Produce(broker, partitions: 1, each: 1);
        using var second = new ConfluentMember(broker, Topic, Group);
        second.Drive("the eleventh is read", () => second.Records.Count > 0);

        Assert.Equal(10, second.Records[0].Offset.Value);
    }

    private static async Task<TestBroker> TopicAsync(int partitions)
    {
        var broker = await TestBroker.StartAsync(ShortSessions);
        await broker.Log.Topics.CreateAsync(
            Topic, partitions, TopicConfig.Default, TestContext.Current.CancellationToken);
        return broker;
    }

    private static void Produce(TestBroker broker, int partitions, int each)
    {
        using var producer = Connect.Producer(broker, new ProducerConfig());
        Connect.ProduceEvenly(producer, Topic, partitions, each);
    }
}
