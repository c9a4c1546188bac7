using Confluent.Kafka;
using Confluent.Kafka.Admin;
using SchemaRegistry.Kafka;

namespace SchemaRegistry.TopicLog.Tests.Clients;

/// <summary>
/// The API versions that the clients of librdkafka pick from those on offer; the other clients' tables stand in their
/// classes. A table that changes is a new version of the client, or of what the broker offers: look which.
/// </summary>
public sealed class ApiVersionTests
{
    private const string Group = "billing";

    private static readonly TopicPartition Orders = new("orders", 0);

    [Fact]
    public async Task Confluent_Kafka_uses_the_versions_in_the_table()
    {
        const string Version = "2.16.0";
        const string Versions =
            "Produce 10, Fetch 12, ListOffsets 7, Metadata 12, OffsetCommit 9, OffsetFetch 9, FindCoordinator 2, "
            + "JoinGroup 5, Heartbeat 3, LeaveGroup 1, SyncGroup 3, DescribeGroups 5, ListGroups 5, ApiVersions 3, "
            + "CreateTopics 4, DeleteTopics 4, DeleteRecords 2, InitProducerId 4, DescribeConfigs 1, AlterConfigs 2, "
            + "CreatePartitions 2, DeleteGroups 2, IncrementalAlterConfigs 1, OffsetDelete 0";
        await using var broker = await TestBroker.StartAsync();

        await RunConfluentKafkaAsync(broker);

        AssertTable("Confluent.Kafka", (Version, Versions), Library.VersionString, broker);
    }

    [Fact]
    public async Task Kcat_uses_the_versions_in_the_table()
    {
        const string Version = "1.7.1 on librdkafka 2.0.2";
        const string Versions =
            "Produce 7, Fetch 11, ListOffsets 2, Metadata 4, OffsetCommit 7, OffsetFetch 7, FindCoordinator 2, "
            + "JoinGroup 5, Heartbeat 3, LeaveGroup 1, SyncGroup 3, ApiVersions 3, InitProducerId 4";
        await using var broker = await TestBroker.StartAsync();
        string[] id = ["-X", "client.id=kcat"];

        await Kcat.RunAsync(broker, "a\nb\n", [.. id, "-P", "-t", "orders", "-X", "enable.idempotence=true"]);
        await Kcat.RunAsync(broker, "", [.. id, "-L"]);
        await Kcat.RunAsync(broker, "", [.. id, "-Q", "-t", "orders:0:0"]);
        await Kcat.RunAsync(broker, "", [.. id, "-C", "-t", "orders", "-o", "beginning", "-e"]);
        var reading = Kcat.RunAsync(
            broker, "", [.. id, "-c", "3", "-X", "auto.offset.reset=earliest", "-G", Group, "orders"]);
        await broker.Requests.SeenAsync(ApiKey.Heartbeat);
        await Kcat.RunAsync(broker, "c\n", [.. id, "-P", "-t", "orders"]);
        await reading;

        var about = (await Kcat.RunAsync(broker, "", "-V")).Split('\n');
        var installed = about.Single(line => line.StartsWith("Version", StringComparison.Ordinal));
        AssertTable("kcat", (Version, Versions), installed, broker);
    }

    private static void AssertTable(
        string clientId, (string Version, string Versions) table, string installed, TestBroker broker)
    {
        var seen = broker.Requests.VersionsOf(clientId);
        Assert.True(seen == table.Versions,
            $"The table was made with {clientId} {table.Version}, and installed is {installed}.\n"
            + $"In the table: {table.Versions}\nSeen:         {seen}");
    }

    private static async Task RunConfluentKafkaAsync(TestBroker broker)
    {
        const string Id = "Confluent.Kafka";
        var everywhere = new ClientConfig { BootstrapServers = broker.Bootstrap, ClientId = Id };
        using var admin = new AdminClientBuilder(everywhere).Build();
        await admin.CreateTopicsAsync([new() { Name = Orders.Topic, NumPartitions = 1 }]);
        using var producer = Connect.Producer(broker, new ProducerConfig { ClientId = Id, EnableIdempotence = true });
        await producer.ProduceAsync(Orders, new() { Key = "key", Value = "value" });
        using var member = new ConfluentMember(broker, Orders.Topic, Group, config =>
        {
            config.ClientId = Id;
            config.SessionTimeoutMs = 30_000;
        });
        member.Drive("a heartbeat is sent", () => member.Records.Count == 1
            && broker.Requests.VersionsOf(Id).Contains("Heartbeat", StringComparison.Ordinal));
        member.Consumer.OffsetsForTimes(
            [new(Orders, new Timestamp(0, TimestampType.CreateTime))], TimeSpan.FromSeconds(20));
        member.Consumer.Commit();
        await admin.ListConsumerGroupsAsync();
        await admin.DescribeConsumerGroupsAsync([Group]);
        await admin.ListConsumerGroupOffsetsAsync([new(Group, [Orders])]);
        member.Close();
        await admin.AlterConsumerGroupOffsetsAsync([new(Group, [new TopicPartitionOffset(Orders, 0)])]);
        await admin.DeleteConsumerGroupOffsetsAsync(Group, [Orders]);
        await admin.DeleteGroupsAsync([Group]);
        await AdministerTopicsAsync(admin);
    }

    private static async Task AdministerTopicsAsync(IAdminClient admin)
    {
        var resource = new ConfigResource { Type = ResourceType.Topic, Name = Orders.Topic };
        var retention = new ConfigEntry
        {
            Name = "retention.ms",
            Value = "60000",
            IncrementalOperation = AlterConfigOpType.Set,
        };
        await admin.DescribeConfigsAsync([resource]);
        await admin.IncrementalAlterConfigsAsync(new() { [resource] = [retention] });
        await admin.AlterConfigsAsync(new() { [resource] = [new() { Name = "retention.ms", Value = "60000" }] });
        await admin.CreatePartitionsAsync([new() { Topic = Orders.Topic, IncreaseTo = 2 }]);
        await admin.DescribeClusterAsync();
        await admin.DeleteRecordsAsync([new TopicPartitionOffset(Orders, 1)]);
        await admin.DeleteTopicsAsync([Orders.Topic]);
    }
}
