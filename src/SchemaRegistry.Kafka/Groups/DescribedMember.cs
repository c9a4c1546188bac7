namespace SchemaRegistry.Kafka.Groups;

/// <summary>A member of a described group.</summary>
internal sealed record DescribedMember(string Id, string? InstanceId)
{
    public required string ClientId { get; init; }

    public required string ClientHost { get; init; }

    public required byte[] Metadata { get; init; }

    public required byte[] Assignment { get; init; }
}
