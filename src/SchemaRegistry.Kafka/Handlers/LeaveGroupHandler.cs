using SchemaRegistry.Kafka.Groups;
using SchemaRegistry.Kafka.Wire.Messages;

namespace SchemaRegistry.Kafka.Handlers;

/// <summary>Members leave: from version 3 on several, each with an error of its own.</summary>
internal sealed class LeaveGroupHandler(GroupCoordinator groups) : ApiHandler<LeaveGroupRequest, LeaveGroupResponse>
{
    private const short ManyMembersSince = 3;

    protected override async ValueTask<PendingResponse?> ExecuteAsync(
        LeaveGroupRequest message, RequestContext request, CancellationToken cancellationToken)
    {
        if (GroupAnswers.Check(groups, message.GroupId) is not ErrorCode.None and var error)
            return Ready(request, new LeaveGroupResponse { ErrorCode = (short)error });

        var isSingle = request.Version < ManyMembersSince;
        var leaving = isSingle ? [new MemberIdentity { MemberId = message.MemberId }] : message.Members;
        var errors = await groups.Ask<ErrorCode[]>(message.GroupId, (group, answer) =>
                answer.SetResult(Array.ConvertAll(leaving, who => group.Leave(who.MemberId, who.GroupInstanceId))))
            .OrAsync(Array.ConvertAll(leaving, _ => ErrorCode.UnknownMemberId), request);
        return Ready(request, isSingle
            ? new LeaveGroupResponse { ErrorCode = (short)errors[0] }
            : new LeaveGroupResponse { Members = [.. leaving.Zip(errors, Answer)] });
    }

    private static MemberResponse Answer(MemberIdentity who, ErrorCode error) => new()
    {
        MemberId = who.MemberId,
        GroupInstanceId = who.GroupInstanceId,
        ErrorCode = (short)error,
    };
}
