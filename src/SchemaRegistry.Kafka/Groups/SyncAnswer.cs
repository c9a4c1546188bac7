namespace SchemaRegistry.Kafka.Groups;

/// <summary>What SyncGroup answers; the assignment is empty with an error.</summary>
internal sealed record SyncAnswer(ErrorCode Error)
{
    public string? ProtocolType { get; init; }

    public string? ProtocolName { get; init; }

    public byte[] Assignment { get; init; } = [];
}
