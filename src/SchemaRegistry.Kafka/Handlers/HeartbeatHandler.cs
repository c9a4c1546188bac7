using SchemaRegistry.Kafka.Groups;
using SchemaRegistry.Kafka.Wire.Messages;

namespace SchemaRegistry.Kafka.Handlers;

/// <summary>A member says that it lives; error 27 in the answer makes it join again.</summary>
internal sealed class HeartbeatHandler(GroupCoordinator groups) : ApiHandler<HeartbeatRequest, HeartbeatResponse>
{
    protected override async ValueTask<PendingResponse?> ExecuteAsync(
        HeartbeatRequest message, RequestContext request, CancellationToken cancellationToken)
    {
        var claim = new MemberClaim(message.MemberId, message.GroupInstanceId, message.GenerationId);
        var error = GroupAnswers.Check(groups, message.GroupId);
        if (error == ErrorCode.None)
        {
            error = await groups.Ask<ErrorCode>(
                message.GroupId, (group, answer) => answer.SetResult(group.Heartbeat(claim)))
                .OrAsync(ErrorCode.UnknownMemberId, request);
        }

        return Ready(request, new HeartbeatResponse { ErrorCode = (short)error });
    }
}
