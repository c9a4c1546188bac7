namespace SchemaRegistry.Kafka.Groups;

/// <summary>What JoinGroup answers. Only the leader gets the members.</summary>
internal sealed record JoinAnswer(ErrorCode Error, string MemberId)
{
    public int Generation { get; init; } = -1;

    public string? ProtocolType { get; init; }

    public string? ProtocolName { get; init; }

    public string LeaderId { get; init; } = "";

    /// <summary>Whether the leader shall take the assignments as they are.</summary>
    public bool SkipsAssignment { get; init; }

    public IReadOnlyList<JoinedMember> Members { get; init; } = [];
}

/// <summary>A member as its leader sees it.</summary>
internal sealed record JoinedMember(string Id, string? InstanceId, byte[] Metadata);
