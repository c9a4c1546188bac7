using SchemaRegistry.Kafka.Groups;
using SchemaRegistry.Kafka.Wire.Messages;

namespace SchemaRegistry.Kafka.Handlers;

/// <summary>Members and state of groups. One that is not there is "Dead" without an error, as Kafka has it.</summary>
internal sealed class DescribeGroupsHandler(GroupCoordinator groups)
    : ApiHandler<DescribeGroupsRequest, DescribeGroupsResponse>
{
    protected override async ValueTask<PendingResponse?> ExecuteAsync(
        DescribeGroupsRequest message, RequestContext request, CancellationToken cancellationToken)
    {
        if (groups.Availability is not ErrorCode.None and var error)
        {
            return Ready(request, new DescribeGroupsResponse
            {
                Groups = Array.ConvertAll(
                    message.Groups, groupId => new DescribedGroup { GroupId = groupId, ErrorCode = (short)error }),
            });
        }

        var described = new DescribedGroup[message.Groups.Length];
        for (var index = 0; index < described.Length; index++)
        {
            var groupId = message.Groups[index];
            described[index] = Answer(await groups.Ask<GroupDescription>(
                groupId, (group, answer) => answer.SetResult(group.Describe()))
                .OrAsync(new GroupDescription(groupId, GroupState.Dead), request));
        }

        return Ready(request, new DescribeGroupsResponse { Groups = described });
    }

    private static DescribedGroup Answer(GroupDescription group) => new()
    {
        GroupId = group.GroupId,
        GroupState = GroupAnswers.NameOf(group.State),
        ProtocolType = group.ProtocolType,
        ProtocolData = group.ProtocolName,
        Members = [.. group.Members.Select(member => new DescribedGroupMember
        {
            MemberId = member.Id,
            GroupInstanceId = member.InstanceId,
            ClientId = member.ClientId,
            ClientHost = member.ClientHost,
            MemberMetadata = member.Metadata,
            MemberAssignment = member.Assignment,
        })],
    };
}
