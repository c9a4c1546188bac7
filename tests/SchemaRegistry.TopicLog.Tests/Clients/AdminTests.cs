using Confluent.Kafka;
using Confluent.Kafka.Admin;

namespace SchemaRegistry.TopicLog.Tests.Clients;

public sealed class AdminTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Topics_are_created_listed_and_deleted()
    {
        await using var broker = await TestBroker.StartAsync();
        using var admin = Admin(broker);

        await admin.CreateTopicsAsync(
        [
            new() { Name = "orders", NumPartitions = 3, ReplicationFactor = 1 },
            new() { Name = "payments", Configs = new() { ["retention.ms"] = "60000" } },
        ]);

        var metadata = admin.GetMetadata(Patience);
        Assert.Equal(["orders", "payments"], metadata.Topics.Select(topic => topic.Topic).Order());
        var orders = metadata.Topics.Single(topic => topic.Topic == "orders");
        Assert.Equal([0, 1, 2], orders.Partitions.Select(partition => partition.PartitionId));
        Assert.Single(metadata.Brokers);
        Assert.Equal(broker.Bootstrap, $"{metadata.Brokers[0].Host}:{metadata.Brokers[0].Port}");

        await admin.DeleteTopicsAsync(["orders"]);

        Assert.Equal(["payments"], admin.GetMetadata(Patience).Topics.Select(topic => topic.Topic));
    }

    [Fact]
    public async Task The_cluster_has_the_id_of_its_log_and_one_node()
    {
        await using var broker = await TestBroker.StartAsync();
        using var admin = Admin(broker);

        var cluster = await admin.DescribeClusterAsync();

        Assert.Equal(broker.Log.Topics.ClusterId, cluster.ClusterId);
        Assert.Equal(1, cluster.Controller.Id);
        Assert.Single(cluster.Nodes);
    }

    [Theory]
    [InlineData("taken", 1, 1, "", Confluent.Kafka.ErrorCode.TopicAlreadyExists)]
    [InlineData("a b", 1, 1, "", Confluent.Kafka.ErrorCode.TopicException)]
    [InlineData("..", 1, 1, "", Confluent.Kafka.ErrorCode.TopicException)]
    [InlineData("new", 50_000, 1, "", Confluent.Kafka.ErrorCode.InvalidPartitions)]
    [InlineData("new", 1, 1, "no.such.key=1", Confluent.Kafka.ErrorCode.InvalidConfig)]
    [InlineData("new", 1, 1, "retention.ms=soon", Confluent.Kafka.ErrorCode.InvalidConfig)]
    public async Task A_topic_that_cannot_be_is_refused_with_its_reason(
        string name, int partitions, short factor, string config, Confluent.Kafka.ErrorCode expected)
    {
        await using var broker = await TestBroker.StartAsync();
        using var admin = Admin(broker);
        await admin.CreateTopicsAsync([new() { Name = "taken", NumPartitions = 1 }]);
        var topic = new TopicSpecification { Name = name, NumPartitions = partitions, ReplicationFactor = factor };
        if (config.Length > 0)
            topic.Configs = new() { [config.Split('=')[0]] = config.Split('=')[1] };

        var refusal = await Assert.ThrowsAsync<CreateTopicsException>(() => admin.CreateTopicsAsync([topic]));

        Assert.Equal(expected, refusal.Results[0].Error.Code);
        Assert.NotEmpty(refusal.Results[0].Error.Reason);
    }

    [Fact]
    public async Task A_replication_factor_above_one_is_accepted_as_one()
    {
        await using var broker = await TestBroker.StartAsync();
        using var admin = Admin(broker);

        await admin.CreateTopicsAsync([new() { Name = "orders", NumPartitions = 1, ReplicationFactor = 3 }]);

        Assert.Single(admin.GetMetadata("orders", Patience).Topics[0].Partitions[0].Replicas);
    }

    [Fact]
    public async Task Validating_creates_nothing()
    {
        await using var broker = await TestBroker.StartAsync();
        using var admin = Admin(broker);

        await admin.CreateTopicsAsync([new() { Name = "orders", NumPartitions = 1 }], new() { ValidateOnly = true });

        Assert.Empty(admin.GetMetadata(Patience).Topics);
    }

    [Fact]
    public async Task A_topic_that_is_created_again_begins_at_offset_zero_and_is_empty()
    {
        await using var broker = await TestBroker.StartAsync();
        using var admin = Admin(broker);
        using (var producer = Connect.Producer(broker, new ProducerConfig()))
            Connect.Produce(producer, "orders", 5);

        await admin.DeleteTopicsAsync(["orders"]);
        await admin.CreateTopicsAsync([new() { Name = "orders", NumPartitions = 1 }]);

        Assert.Empty(Connect.Consume(broker, "orders", Offset.Beginning, count: 0));
    }

    [Fact]
    public async Task Deleting_what_is_not_there_is_an_error()
    {
        await using var broker = await TestBroker.StartAsync();
        using var admin = Admin(broker);

        var refusal = await Assert.ThrowsAsync<DeleteTopicsException>(() => admin.DeleteTopicsAsync(["missing"]));

        Assert.Equal(Confluent.Kafka.ErrorCode.UnknownTopicOrPart, refusal.Results[0].Error.Code);
    }

    private static IAdminClient Admin(TestBroker broker) =>
        new AdminClientBuilder(new AdminClientConfig { BootstrapServers = broker.Bootstrap }).Build();
}
