using SchemaRegistry.Kafka.Groups;
using SchemaRegistry.Kafka.Wire.Messages;

namespace SchemaRegistry.Kafka.Handlers;

/// <summary>A member joins; the answer may wait until all others have.</summary>
internal sealed class JoinGroupHandler(BrokerScope scope, GroupCoordinator groups)
    : ApiHandler<JoinGroupRequest, JoinGroupResponse>
{
    private const short NamesMembersFirstSince = 4;
    private const short NullProtocolSince = 7;
    private const short SkipAssignmentSince = 9;

    protected override async ValueTask<PendingResponse?> ExecuteAsync(
        JoinGroupRequest message, RequestContext request, CancellationToken cancellationToken)
    {
        var error = Check(message);
        if (error == ErrorCode.None)
            error = await groups.OpenAsync(cancellationToken);
        if (error != ErrorCode.None)
            return Ready(request, Encode(new JoinAnswer(error, message.MemberId), request.Version));

        var wish = Read(message, request);
        var asked = message.MemberId.Length == 0
            ? groups.AskOrCreate<JoinAnswer>(message.GroupId, (group, answer) => group.Join(wish, answer))
            : groups.Ask<JoinAnswer>(message.GroupId, (group, answer) => group.Join(wish, answer));
        var missing = message.MemberId.Length == 0 ? ErrorCode.CoordinatorNotAvailable : ErrorCode.UnknownMemberId;
        var joining = asked.OrAsync(
            new JoinAnswer(missing, message.MemberId),
            ending: new JoinAnswer(ErrorCode.CoordinatorNotAvailable, message.MemberId),
            request);
        return new AwaitedResponse(AnswerAsync(joining, request), HeldBytes(wish));
    }

    /// <summary>What the member brings, which the leader's answer will hold too.</summary>
    private static long HeldBytes(JoinWish wish) => KafkaLimits.WaitingMemberBytes
        + (2 * wish.Protocols.Sum(protocol => ((long)sizeof(char) * protocol.Name.Length) + protocol.Metadata.Length));

    private async Task<Wire.FrameBuffer> AnswerAsync(Task<JoinAnswer> joining, RequestContext request) =>
        Encode(request, Encode(await joining, request.Version));

    private ErrorCode Check(JoinGroupRequest message)
    {
        if (!GroupAnswers.IsName(message.GroupId))
            return ErrorCode.InvalidGroupId;
        var session = TimeSpan.FromMilliseconds(message.SessionTimeoutMs);
        return session < scope.Options.GroupMinSessionTimeout || session > scope.Options.GroupMaxSessionTimeout
            ? ErrorCode.InvalidSessionTimeout
            : ErrorCode.None;
    }

    private static JoinWish Read(JoinGroupRequest message, RequestContext request) => new()
    {
        MemberId = message.MemberId,
        InstanceId = message.GroupInstanceId,
        ClientId = request.ClientId ?? "",
        ClientHost = GroupAnswers.HostOf(request.Connection),
        SessionTimeout = TimeSpan.FromMilliseconds(message.SessionTimeoutMs),
        RebalanceTimeout = TimeSpan.FromMilliseconds(
            message.RebalanceTimeoutMs < 0 ? message.SessionTimeoutMs : message.RebalanceTimeoutMs),
        ProtocolType = message.ProtocolType,
        Protocols = Array.ConvertAll(
            message.Protocols, protocol => new GroupProtocol(protocol.Name, protocol.Metadata.ToArray())),
        NamesMembersFirst = request.Version >= NamesMembersFirstSince,
        CanSkipAssignment = request.Version >= SkipAssignmentSince,
    };

    private static JoinGroupResponse Encode(JoinAnswer answer, short version) => new()
    {
        ErrorCode = (short)answer.Error,
        GenerationId = answer.Generation,
        ProtocolType = answer.ProtocolType,
        ProtocolName = answer.ProtocolName ?? (version >= NullProtocolSince ? null : ""),
        Leader = answer.LeaderId,
        SkipAssignment = answer.SkipsAssignment,
        MemberId = answer.MemberId,
        Members = [.. answer.Members.Select(member => new JoinGroupResponseMember
        {
            MemberId = member.Id,
            GroupInstanceId = member.InstanceId,
            Metadata = member.Metadata,
        })],
    };
}
