namespace SchemaRegistry.TopicLog.Tests.Clients;

/// <summary>Debian's python3-confluent-kafka, on Debian's librdkafka 2.0.2.</summary>
public sealed class ConfluentPythonTests : ClientContract
{
    private protected override ForeignClient Client { get; } =
        new("confluent-kafka-python", "1.7.0", "confluent_python.py") { DeletesGroups = false };

    protected override string Versions =>
        "Produce 7, Fetch 11, ListOffsets 2, Metadata 4, OffsetCommit 7, OffsetFetch 7, FindCoordinator 2, "
        + "JoinGroup 5, Heartbeat 3, LeaveGroup 1, SyncGroup 3, DescribeGroups 0, ListGroups 0, ApiVersions 3, "
        + "CreateTopics 4, DeleteTopics 1, InitProducerId 4, DescribeConfigs 1, AlterConfigs 0, "
        + "CreatePartitions 0";
}
