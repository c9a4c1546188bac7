using SchemaRegistry.Kafka.Groups;
using SchemaRegistry.Kafka.Wire.Messages;

namespace SchemaRegistry.Kafka.Handlers;

/// <summary>A member asks for its assignment; the leader, for whom the answer may wait, brings all.</summary>
internal sealed class SyncGroupHandler(GroupCoordinator groups) : ApiHandler<SyncGroupRequest, SyncGroupResponse>
{
    protected override ValueTask<PendingResponse?> ExecuteAsync(
        SyncGroupRequest message, RequestContext request, CancellationToken cancellationToken)
    {
        if (GroupAnswers.Check(groups, message.GroupId) is not ErrorCode.None and var error)
            return new(Ready(request, new SyncGroupResponse { ErrorCode = (short)error }));

        var wish = Read(message);
        var syncing = groups.Ask<SyncAnswer>(message.GroupId, (group, answer) => group.Sync(wish, answer))
            .OrAsync(
                new SyncAnswer(ErrorCode.UnknownMemberId),
                ending: new SyncAnswer(ErrorCode.CoordinatorNotAvailable),
                request);
        return new(new AwaitedResponse(AnswerAsync(syncing, request), HeldBytes(wish)));
    }

    /// <summary>The assignments, as they came and in the record of the group.</summary>
    private static long HeldBytes(SyncWish wish) => KafkaLimits.WaitingMemberBytes
        + (2 * wish.Assignments.Sum(assigned => ((long)sizeof(char) * assigned.Key.Length) + assigned.Value.Length));

    private static SyncWish Read(SyncGroupRequest message)
    {
        var assignments = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var assignment in message.Assignments)
            assignments[assignment.MemberId] = assignment.Assignment.ToArray();
        var claim = new MemberClaim(message.MemberId, message.GroupInstanceId, message.GenerationId);
        return new SyncWish(claim, message.ProtocolType, message.ProtocolName) { Assignments = assignments };
    }

    private async Task<Wire.FrameBuffer> AnswerAsync(Task<SyncAnswer> syncing, RequestContext request)
    {
        var answer = await syncing;
        return Encode(request, new SyncGroupResponse
        {
            ErrorCode = (short)answer.Error,
            ProtocolType = answer.ProtocolType,
            ProtocolName = answer.ProtocolName,
            Assignment = answer.Assignment,
        });
    }
}
