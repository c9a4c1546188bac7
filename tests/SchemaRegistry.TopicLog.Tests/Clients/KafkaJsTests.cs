namespace SchemaRegistry.TopicLog.Tests.Clients;

/// <summary>kafkajs; snappy, lz4 and zstd are plugged into it as its documentation says.</summary>
public sealed class KafkaJsTests : ClientContract
{
    private protected override ForeignClient Client { get; } = new("kafkajs", "2.2.4", "kafkajs.mjs");

    protected override string Versions =>
        "Produce 7, Fetch 11, ListOffsets 3, Metadata 6, OffsetCommit 5, OffsetFetch 4, FindCoordinator 2, "
        + "JoinGroup 5, Heartbeat 3, LeaveGroup 3, SyncGroup 3, DescribeGroups 2, ListGroups 2, ApiVersions 2, "
        + "CreateTopics 3, DeleteTopics 1, InitProducerId 1, DescribeConfigs 2, AlterConfigs 1, "
        + "CreatePartitions 1, DeleteGroups 1";
}
