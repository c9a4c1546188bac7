namespace SchemaRegistry.Kafka.Groups;

/// <summary>A snapshot of a group for those who only look.</summary>
internal sealed record GroupDescription(string GroupId, GroupState State)
{
    public string ProtocolType { get; init; } = "";

    /// <summary>Empty unless the group is stable.</summary>
    public string ProtocolName { get; init; } = "";

    public IReadOnlyList<DescribedMember> Members { get; init; } = [];

    /// <summary>What is between generations has no metadata and no assignments to show, so Kafka shows none.</summary>
    public static GroupDescription Of(Group group)
    {
        var isStable = group.State == GroupState.Stable;
        return new GroupDescription(group.Id, group.State)
        {
            ProtocolType = group.ProtocolType ?? "",
            ProtocolName = isStable ? group.ProtocolName ?? "" : "",
            Members = [.. group.Members.Select(member => new DescribedMember(member.Id, member.InstanceId)
            {
                ClientId = member.ClientId,
                ClientHost = member.ClientHost,
                Metadata = isStable ? member.MetadataFor(group.ProtocolName) : [],
                Assignment = isStable ? member.Assignment : [],
            })],
        };
    }
}

/// <summary>A member of a described group.</summary>
internal sealed record DescribedMember(string Id, string? InstanceId)
{
    public required string ClientId { get; init; }

    public required string ClientHost { get; init; }

    public required byte[] Metadata { get; init; }

    public required byte[] Assignment { get; init; }
}
