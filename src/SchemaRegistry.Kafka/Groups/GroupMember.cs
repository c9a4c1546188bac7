namespace SchemaRegistry.Kafka.Groups;

/// <summary>One member of a group. Used by the group's actor only.</summary>
internal sealed class GroupMember(string id, JoinWish wish)
{
    public string Id { get; private set; } = id;

    public string? InstanceId { get; } = wish.InstanceId;

    /// <summary>What it asked for last.</summary>
    public JoinWish Wish { get; private set; } = wish;

    public string ClientId => Wish.ClientId;

    public string ClientHost => Wish.ClientHost;

    public TimeSpan SessionTimeout => Wish.SessionTimeout;

    public TimeSpan RebalanceTimeout => Wish.RebalanceTimeout;

    /// <summary>Preferred first; never empty.</summary>
    public IReadOnlyList<GroupProtocol> Protocols => Wish.Protocols;

    public byte[] Assignment { get; set; } = [];

    /// <summary>When it counts as gone, on the group's clock.</summary>
    public TimeSpan Deadline { get; set; }

    /// <summary>Whether it has not been in any generation yet.</summary>
    public bool IsNew { get; set; } = true;

    /// <summary>Whether the present generation waits for its SyncGroup.</summary>
    public bool OwesSync { get; set; }

    /// <summary>The JoinGroup that waits for the others; null when none does.</summary>
    public TaskCompletionSource<JoinAnswer>? Joining { get; private set; }

    /// <summary>The SyncGroup that waits for the leader; null when none does.</summary>
    public TaskCompletionSource<SyncAnswer>? Syncing { get; private set; }

    /// <summary>
    /// Whether silence makes it leave. One that waits for an answer can not send heartbeats; only a new one is not
    /// waited for without end, for its client may have given up.
    /// </summary>
    public bool CanExpire => (Joining is null || IsNew) && Syncing is null;

    public byte[] MetadataFor(string? protocolName) =>
        Protocols.FirstOrDefault(protocol => protocol.Name == protocolName)?.Metadata ?? [];

    public bool Supports(string protocolName) => Protocols.Any(protocol => protocol.Name == protocolName);

    public bool HasSameProtocols(IReadOnlyList<GroupProtocol> protocols) => Protocols.SequenceEqual(protocols);

    public void Update(JoinWish wish) => Wish = wish;

    /// <summary>A static member that came back has another id; whatever waits under the old one is fenced.</summary>
    public void Rename(string id)
    {
        AnswerJoin(new JoinAnswer(ErrorCode.FencedInstanceId, Id));
        AnswerSync(new SyncAnswer(ErrorCode.FencedInstanceId));
        Id = id;
    }

    /// <summary>A JoinGroup sent again takes the place of the one that waits, whose client has given it up.</summary>
    public void ParkJoin(TaskCompletionSource<JoinAnswer> answer)
    {
        AnswerJoin(new JoinAnswer(ErrorCode.RebalanceInProgress, Id));
        Joining = answer;
    }

    public void ParkSync(TaskCompletionSource<SyncAnswer> answer)
    {
        AnswerSync(new SyncAnswer(ErrorCode.RebalanceInProgress));
        Syncing = answer;
    }

    public void AnswerJoin(JoinAnswer answer)
    {
        Joining?.TrySetResult(answer);
        Joining = null;
    }

    public void AnswerSync(SyncAnswer answer)
    {
        Syncing?.TrySetResult(answer);
        Syncing = null;
    }
}
