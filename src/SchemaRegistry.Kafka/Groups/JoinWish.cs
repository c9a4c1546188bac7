namespace SchemaRegistry.Kafka.Groups;

/// <summary>What JoinGroup asks for, free of its version.</summary>
internal sealed record JoinWish
{
    /// <summary>Empty for a member that has no id yet.</summary>
    public required string MemberId { get; init; }

    /// <summary>The name that a static member keeps over restarts (KIP-345); null for a dynamic one.</summary>
    public required string? InstanceId { get; init; }

    public required string ClientId { get; init; }

    public required string ClientHost { get; init; }

    public required TimeSpan SessionTimeout { get; init; }

    /// <summary>Never below <see cref="KafkaLimits.MinRebalanceTimeout"/>.</summary>
    public required TimeSpan RebalanceTimeout
    {
        get;
        init => field = value > KafkaLimits.MinRebalanceTimeout ? value : KafkaLimits.MinRebalanceTimeout;
    }

    public required string ProtocolType { get; init; }

    /// <summary>Preferred first.</summary>
    public required IReadOnlyList<GroupProtocol> Protocols { get; init; }

    /// <summary>Whether a new dynamic member is told its id first, and joins with it (KIP-394, version 4).</summary>
    public bool NamesMembersFirst { get; init; }

    /// <summary>Whether a leader can be told that it need not assign (version 9).</summary>
    public bool CanSkipAssignment { get; init; }
}
