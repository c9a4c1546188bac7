namespace SchemaRegistry.Kafka.Groups;

/// <summary>
/// What is known of one group: members, generation and committed offsets. It holds no rule of the protocol beyond what
/// keeps these together, and is used by the group's actor only.
/// <para>Always: the leader is a member, or there is none; each instance id names one member.</para>
/// </summary>
internal sealed class Group(string id)
{
    private readonly OrderedDictionary<string, GroupMember> _members = new(StringComparer.Ordinal);
    private readonly Dictionary<string, GroupMember> _instances = new(StringComparer.Ordinal);

    public string Id => id;

    public GroupState State { get; private set; }

    /// <summary>When the state was entered; what expires in an empty group counts from here.</summary>
    public DateTimeOffset? StateSince { get; private set; }

    /// <summary>Grows by one with every completed rebalance; 0 before the first.</summary>
    public int Generation { get; set; }

    /// <summary>What its members are, "consumer" for consumers; null while it never had any.</summary>
    public string? ProtocolType { get; set; }

    public string? ProtocolName { get; set; }

    public string? LeaderId { get; set; }

    /// <summary>In the order in which they came.</summary>
    public IReadOnlyList<GroupMember> Members => _members.Values;

    /// <summary>Ids that were given to members that have not joined with them yet, and until when they may.</summary>
    public Dictionary<string, TimeSpan> PendingIds { get; } = new(StringComparer.Ordinal);

    public GroupOffsets Offsets { get; } = new();

    /// <summary>
    /// Where the last record of the group itself lies in the offsets topic; null when there is none, or a deletion
    /// behind it.
    /// </summary>
    public long? StoredAt { get; set; }

    public bool IsStored => StoredAt is not null;

    /// <summary>Whether nothing would be lost if it were forgotten.</summary>
    public bool IsVoid => State == GroupState.Empty && _members.Count == 0 && PendingIds.Count == 0
        && !IsStored && Offsets.IsVoid;

    public int Size => _members.Count + PendingIds.Count;

    public void Enter(GroupState state, DateTimeOffset? since)
    {
        State = state;
        StateSince = since;
    }

    public GroupMember? Find(string memberId) => _members.GetValueOrDefault(memberId);

    public GroupMember? FindInstance(string instanceId) => _instances.GetValueOrDefault(instanceId);

    /// <summary>
    /// The member that a claim names, or why it is none. An instance id is checked first: a newer process with the
    /// same one has fenced this one off.
    /// </summary>
    public ErrorCode Check(MemberClaim claim, out GroupMember? member)
    {
        member = null;
        if (claim.InstanceId is { } instanceId)
        {
            if (FindInstance(instanceId) is not { } known)
                return ErrorCode.UnknownMemberId;
            if (known.Id != claim.MemberId)
                return ErrorCode.FencedInstanceId;
        }

        member = Find(claim.MemberId);
        return member is null ? ErrorCode.UnknownMemberId : ErrorCode.None;
    }

    public void Add(GroupMember member)
    {
        _members.Add(member.Id, member);
        if (member.InstanceId is { } instanceId)
            _instances.Add(instanceId, member);
        LeaderId ??= member.Id;
        ProtocolType ??= "";
    }

    public void Remove(GroupMember member)
    {
        _members.Remove(member.Id);
        if (member.InstanceId is { } instanceId)
            _instances.Remove(instanceId);
        if (LeaderId == member.Id)
            LeaderId = Members.FirstOrDefault(other => other.Joining is not null)?.Id ?? Members.FirstOrDefault()?.Id;
    }

    public void Rename(GroupMember member, string newId)
    {
        _members.Remove(member.Id);
        if (LeaderId == member.Id)
            LeaderId = newId;
        member.Rename(newId);
        _members.Add(newId, member);
    }

    /// <summary>Whether a member with these protocols could be in one generation with all others.</summary>
    public bool CanTake(JoinWish wish, GroupMember? itself)
    {
        if (wish.ProtocolType.Length == 0 || wish.Protocols.Count == 0)
            return false;
        var others = Members.Where(member => member != itself).ToList();
        return others.Count == 0
            || (wish.ProtocolType == ProtocolType && wish.Protocols.Any(protocol =>
                others.TrueForAll(member => member.Supports(protocol.Name))));
    }

    /// <summary>
    /// Of the protocols that all members support, the one that most of them prefer; the leader's order decides a tie.
    /// </summary>
    public string? SelectProtocol()
    {
        if (_members.Count == 0)
            return null;
        var first = LeaderId is { } leader ? Find(leader)! : Members[0];
        var candidates = first.Protocols.Select(protocol => protocol.Name)
            .Where(name => Members.All(member => member.Supports(name))).ToList();
        var votes = Members.Select(member => member.Protocols.First(protocol => candidates.Contains(protocol.Name)))
            .CountBy(protocol => protocol.Name).ToDictionary(StringComparer.Ordinal);
        return candidates.MaxBy(name => votes.GetValueOrDefault(name));
    }

    /// <summary>The topics that its consumers read, where they say so; null where nobody can tell.</summary>
    public IReadOnlySet<string>? SubscribedTopics()
    {
        if (ProtocolType != ConsumerProtocol.Type || ProtocolName is null || _members.Count == 0)
            return null;
        var topics = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in Members)
        {
            if (ConsumerProtocol.ReadTopics(member.MetadataFor(ProtocolName)) is not { } read)
                return null;
            topics.UnionWith(read);
        }

        return topics;
    }
}
