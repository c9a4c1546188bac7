namespace SchemaRegistry.Kafka.Groups;

/// <summary>A member as its leader sees it.</summary>
internal sealed record JoinedMember(string Id, string? InstanceId, byte[] Metadata);
