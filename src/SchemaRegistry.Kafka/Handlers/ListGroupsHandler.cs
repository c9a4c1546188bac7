using SchemaRegistry.Kafka.Groups;
using SchemaRegistry.Kafka.Wire.Messages;

namespace SchemaRegistry.Kafka.Handlers;

/// <summary>Lists groups by id, those of some states or types where that is asked for, in any case.</summary>
internal sealed class ListGroupsHandler(GroupCoordinator groups) : ApiHandler<ListGroupsRequest, ListGroupsResponse>
{
    /// <summary>The only type there is here: groups that use JoinGroup and SyncGroup (KIP-848).</summary>
    private const string Classic = "Classic";

    protected override async ValueTask<PendingResponse?> ExecuteAsync(
        ListGroupsRequest message, RequestContext request, CancellationToken cancellationToken)
    {
        if (groups.Availability is not ErrorCode.None and var error)
            return Ready(request, new ListGroupsResponse { ErrorCode = (short)error });

        var isWanted = message.TypesFilter.Length == 0
            || message.TypesFilter.Contains(Classic, StringComparer.OrdinalIgnoreCase);
        var known = isWanted ? await groups.DescribeAllAsync() : [];
        return Ready(request, new ListGroupsResponse
        {
            Groups = [.. known.Where(group => IsIn(message.StatesFilter, group.State)).Select(group => new ListedGroup
            {
                GroupId = group.GroupId,
                ProtocolType = group.ProtocolType,
                GroupState = GroupAnswers.NameOf(group.State),
                GroupType = Classic,
            })],
        });
    }

    private static bool IsIn(string[] states, GroupState state) =>
        states.Length == 0 || states.Contains(GroupAnswers.NameOf(state), StringComparer.OrdinalIgnoreCase);
}
