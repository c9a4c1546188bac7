namespace SchemaRegistry.TopicLog.Tests.Clients;

/// <summary>@platformatic/kafka, the youngest of the JavaScript clients: it uses the highest versions of all.</summary>
public sealed class PlatformaticTests : ClientContract
{
    private protected override ForeignClient Client { get; } = new("platformatic", "2.12.1", "platformatic.mjs");

    protected override string Versions =>
        "Produce 11, Fetch 12, ListOffsets 7, Metadata 12, OffsetCommit 9, OffsetFetch 9, FindCoordinator 4, "
        + "JoinGroup 9, Heartbeat 4, LeaveGroup 5, SyncGroup 5, DescribeGroups 5, ListGroups 5, ApiVersions 3, "
        + "CreateTopics 7, DeleteTopics 6, InitProducerId 4, DescribeConfigs 4, CreatePartitions 3, "
        + "DeleteGroups 2, IncrementalAlterConfigs 1";
}
