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

    [Fact]
    public async Task Partitions_are_added_and_a_producer_fills_them()
    {
        await using var broker = await TestBroker.StartAsync();
        using var admin = Admin(broker);
        await admin.CreateTopicsAsync([new() { Name = "orders", NumPartitions = 1 }]);

        await admin.CreatePartitionsAsync([new() { Topic = "orders", IncreaseTo = 3 }]);

        using (var producer = Connect.Producer(broker, new ProducerConfig()))
        {
            foreach (var partition in new[] { 0, 1, 2 })
            {
                var sent = await producer.ProduceAsync(
                    new TopicPartition("orders", partition), new Message<string, string> { Value = $"{partition}" });
                Assert.Equal(0, sent.Offset.Value);
            }
        }

        var consumed = Connect.Consume(broker, "orders", Offset.Beginning, count: 3, partitions: 3);
        Assert.Equal([(0, "0"), (1, "1"), (2, "2")], consumed
            .Select(result => (result.Partition.Value, result.Message.Value!)).Order());
    }

    [Fact]
    public async Task Partitions_can_not_become_fewer()
    {
        await using var broker = await TestBroker.StartAsync();
        using var admin = Admin(broker);
        await admin.CreateTopicsAsync([new() { Name = "orders", NumPartitions = 3 }]);

        var refusal = await Assert.ThrowsAsync<CreatePartitionsException>(
            () => admin.CreatePartitionsAsync([new() { Topic = "orders", IncreaseTo = 2 }]));

        Assert.Equal(Confluent.Kafka.ErrorCode.InvalidPartitions, refusal.Results[0].Error.Code);
        Assert.Contains("3 partitions", refusal.Results[0].Error.Reason);
    }

    [Fact]
    public async Task A_topic_is_described_with_its_id_and_its_partitions()
    {
        await using var broker = await TestBroker.StartAsync();
        using var admin = Admin(broker);
        await admin.CreateTopicsAsync([new() { Name = "orders", NumPartitions = 2 }]);

        var described = await admin.DescribeTopicsAsync(TopicCollection.OfTopicNames(["orders"]), new());

        var topic = Assert.Single(described.TopicDescriptions);
        Assert.Equal(("orders", 2, false), (topic.Name, topic.Partitions.Count, topic.Error.IsError));
        Assert.All(topic.Partitions, partition => Assert.Equal(1, partition.Leader.Id));
    }

    [Fact]
    public async Task Settings_of_topics_and_of_the_broker_are_described_with_their_sources()
    {
        await using var broker = await TestBroker.StartAsync(new() { DefaultPartitions = 4 });
        using var admin = Admin(broker);
        await admin.CreateTopicsAsync(
            [new() { Name = "orders", NumPartitions = 1, Configs = new() { ["cleanup.policy"] = "compact" } }]);

        var results = await admin.DescribeConfigsAsync([Topic("orders"), new() { Type = ResourceType.Broker, Name = "1" }]);

        var topic = results.Single(result => result.ConfigResource.Type == ResourceType.Topic).Entries;
        var own = results.Single(result => result.ConfigResource.Type == ResourceType.Broker).Entries;
        Assert.Equal(
            ("compact", ConfigSource.DynamicTopicConfig, false),
            (topic["cleanup.policy"].Value, topic["cleanup.policy"].Source, topic["cleanup.policy"].IsDefault));
        Assert.Equal(
            ("604800000", ConfigSource.DefaultConfig, true),
            (topic["retention.ms"].Value, topic["retention.ms"].Source, topic["retention.ms"].IsDefault));
        Assert.Equal(
            ("4", ConfigSource.StaticBrokerConfig, true),
            (own["num.partitions"].Value, own["num.partitions"].Source, own["num.partitions"].IsReadOnly));
        Assert.Equal("true", own["auto.create.topics.enable"].Value);
    }

    [Fact]
    public async Task Settings_are_changed_one_by_one_and_lists_are_extended_and_shortened()
    {
        await using var broker = await TestBroker.StartAsync();
        using var admin = Admin(broker);
        await admin.CreateTopicsAsync(
            [new() { Name = "orders", NumPartitions = 1, Configs = new() { ["retention.ms"] = "60000" } }]);

        await ChangeAsync(admin, ("cleanup.policy", AlterConfigOpType.Append, "compact"),
            ("segment.bytes", AlterConfigOpType.Set, "1048576"));
        Assert.Equal(("delete,compact", "60000", "1048576"), await ValuesAsync(admin));

        await ChangeAsync(admin, ("cleanup.policy", AlterConfigOpType.Subtract, "delete"),
            ("segment.bytes", AlterConfigOpType.Delete, null));
        Assert.Equal(("compact", "60000", "134217728"), await ValuesAsync(admin));
    }

    [Fact]
    public async Task All_settings_are_replaced()
    {
        await using var broker = await TestBroker.StartAsync();
        using var admin = Admin(broker);
        await admin.CreateTopicsAsync(
            [new() { Name = "orders", NumPartitions = 1, Configs = new() { ["retention.ms"] = "60000" } }]);

        await admin.AlterConfigsAsync(new()
        {
            [Topic("orders")] = [new ConfigEntry { Name = "segment.bytes", Value = "2097152" }],
        });

        Assert.Equal(("delete", "604800000", "2097152"), await ValuesAsync(admin));
    }

    [Fact]
    public async Task A_change_that_cannot_be_is_refused_with_its_reason()
    {
        await using var broker = await TestBroker.StartAsync();
        using var admin = Admin(broker);
        await admin.CreateTopicsAsync([new() { Name = "orders", NumPartitions = 1 }]);

        var refusal = await Assert.ThrowsAsync<IncrementalAlterConfigsException>(
            () => ChangeAsync(admin, ("retention.ms", AlterConfigOpType.Set, "soon")));

        Assert.Equal(Confluent.Kafka.ErrorCode.InvalidConfig, refusal.Results[0].Error.Code);
        Assert.Contains("retention.ms", refusal.Results[0].Error.Reason);
    }

    [Fact]
    public async Task A_message_larger_than_a_changed_limit_is_refused()
    {
        await using var broker = await TestBroker.StartAsync();
        using var admin = Admin(broker);
        await admin.CreateTopicsAsync([new() { Name = "orders", NumPartitions = 1 }]);
        await ChangeAsync(admin, ("max.message.bytes", AlterConfigOpType.Set, "1000"));
        using var producer = Connect.Producer(broker, new ProducerConfig());

        var refusal = await Assert.ThrowsAsync<ProduceException<string, string>>(() => producer.ProduceAsync(
            "orders", new Message<string, string> { Value = new string('x', 2000) }));

        Assert.Equal(Confluent.Kafka.ErrorCode.MsgSizeTooLarge, refusal.Error.Code);
    }

    private static ConfigResource Topic(string name) => new() { Type = ResourceType.Topic, Name = name };

    private static Task ChangeAsync(
        IAdminClient admin, params (string Name, AlterConfigOpType Operation, string? Value)[] changes) =>
        admin.IncrementalAlterConfigsAsync(new()
        {
            [Topic("orders")] =
            [
                .. changes.Select(change => new ConfigEntry
                {
                    Name = change.Name,
                    Value = change.Value,
                    IncrementalOperation = change.Operation,
                }),
            ],
        });

    private static async Task<(string Policy, string RetentionMs, string SegmentBytes)> ValuesAsync(IAdminClient admin)
    {
        var entries = (await admin.DescribeConfigsAsync([Topic("orders")]))[0].Entries;
        return (entries["cleanup.policy"].Value, entries["retention.ms"].Value, entries["segment.bytes"].Value);
    }

    private static IAdminClient Admin(TestBroker broker) =>
        new AdminClientBuilder(new AdminClientConfig { BootstrapServers = broker.Bootstrap }).Build();
}
