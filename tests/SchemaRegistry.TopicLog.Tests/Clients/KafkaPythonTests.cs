namespace SchemaRegistry.TopicLog.Tests.Clients;

/// <summary>
/// Debian's python3-kafka. It guesses the broker's version from what is on offer, and sends the oldest requests of all.
/// </summary>
public sealed class KafkaPythonTests : ClientContract
{
    private protected override ForeignClient Client { get; } = new("kafka-python", "2.0.2", "kafka_python.py");

    protected override string Versions =>
        "Produce 7, Fetch 4, ListOffsets 1, Metadata 0+1+5, OffsetCommit 2, OffsetFetch 1+3, "
        + "FindCoordinator 0, JoinGroup 2, Heartbeat 1, LeaveGroup 1, SyncGroup 1, DescribeGroups 3, "
        + "ListGroups 1, ApiVersions 0, CreateTopics 3, DeleteTopics 3, DescribeConfigs 2, AlterConfigs 1, "
        + "CreatePartitions 1, DeleteGroups 1";
}
