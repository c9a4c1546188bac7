namespace SchemaRegistry.Kafka.Groups;

/// <summary>What SyncGroup asks for. Protocol type and name are compared when they are given (version 5).</summary>
internal sealed record SyncWish(MemberClaim Claim, string? ProtocolType, string? ProtocolName)
{
    /// <summary>From the leader: what each member gets. Nobody else sends any.</summary>
    public required IReadOnlyDictionary<string, byte[]> Assignments { get; init; }
}

/// <summary>What SyncGroup answers; the assignment is empty with an error.</summary>
internal sealed record SyncAnswer(ErrorCode Error)
{
    public string? ProtocolType { get; init; }

    public string? ProtocolName { get; init; }

    public byte[] Assignment { get; init; } = [];
}
