using SchemaRegistry.Kafka.Wire.Messages;

namespace SchemaRegistry.Kafka.Groups;

/// <summary>
/// Rebuilds a group from its record, so that its members go on after a restart without joining again. Only what was
/// chosen is stored, so each member then supports one protocol, until it joins again.
/// </summary>
internal static class GroupRestore
{
    public static void Apply(GroupMetadataValue value, Group group)
    {
        group.Generation = value.Generation;
        group.ProtocolType = value.ProtocolType.Length == 0 ? null : value.ProtocolType;
        group.ProtocolName = value.Protocol;
        foreach (var member in value.Members)
            group.Add(Member(member, value));
        group.LeaderId = value.Leader is { } leader && group.Find(leader) is not null
            ? leader
            : group.Members.FirstOrDefault()?.Id;
        DateTimeOffset? since = value.CurrentStateTimestamp < 0
            ? null
            : DateTimeOffset.FromUnixTimeMilliseconds(value.CurrentStateTimestamp);
        group.Enter(group.Members.Count == 0 ? GroupState.Empty : GroupState.Stable, since);
    }

    private static GroupMember Member(MemberMetadata stored, GroupMetadataValue group) =>
        new(stored.MemberId, new JoinWish
        {
            MemberId = stored.MemberId,
            InstanceId = stored.GroupInstanceId,
            ClientId = stored.ClientId,
            ClientHost = stored.ClientHost,
            SessionTimeout = TimeSpan.FromMilliseconds(stored.SessionTimeout),
            RebalanceTimeout = TimeSpan.FromMilliseconds(
                stored.RebalanceTimeout < 0 ? stored.SessionTimeout : stored.RebalanceTimeout),
            ProtocolType = group.ProtocolType,
            Protocols = [new GroupProtocol(group.Protocol ?? "", stored.Subscription.ToArray())],
        })
        {
            Assignment = stored.Assignment.ToArray(),
            IsNew = false,
        };
}
