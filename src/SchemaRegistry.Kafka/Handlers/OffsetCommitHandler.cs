using System.Text;
using SchemaRegistry.Kafka.Groups;
using SchemaRegistry.Kafka.Wire.Messages;

namespace SchemaRegistry.Kafka.Handlers;

/// <summary>
/// Commits offsets. Partitions that are not there, or whose text is too long, are refused one by one; what remains is
/// committed as a whole, and on disk when it is answered.
/// </summary>
internal sealed class OffsetCommitHandler(BrokerScope scope, GroupCoordinator groups)
    : ApiHandler<OffsetCommitRequest, OffsetCommitResponse>
{
    private const long DefaultRetention = -1;

    protected override async ValueTask<PendingResponse?> ExecuteAsync(
        OffsetCommitRequest message, RequestContext request, CancellationToken cancellationToken)
    {
        var draft = new CommitDraft();
        var response = new OffsetCommitResponse
        {
            Topics = Array.ConvertAll(message.Topics, topic => new OffsetCommitResponseTopic
            {
                Name = topic.Name,
                Partitions = Array.ConvertAll(topic.Partitions, wanted => Check(message, topic.Name, wanted, draft)),
            }),
        };
        if (draft.Offsets.Count == 0)
            return Ready(request, response);
        if (await groups.OpenAsync(cancellationToken) is not ErrorCode.None and var error)
        {
            draft.Answer(CommitAnswer.Of(error));
            return Ready(request, response);
        }

        var claim = new MemberClaim(message.MemberId, message.GroupInstanceId, message.GenerationIdOrMemberEpoch);

        // Answered also when the connection ends meanwhile, as it is on its way to the disk.
        var committing = Ask(message.GroupId, new CommitWish(claim, draft.Offsets)) ?? Task.FromResult(Missing(claim));
        return new AwaitedResponse(AnswerAsync(committing, request, response, draft), draft.HeldBytes);
    }

    /// <summary>Whoever commits outside of a generation needs no group that is there.</summary>
    private Task<CommitAnswer>? Ask(string groupId, CommitWish wish) => wish.Claim.Generation < 0
        ? groups.AskOrCreate<CommitAnswer>(groupId, (group, answer) => group.Commit(wish, answer))
        : groups.Ask<CommitAnswer>(groupId, (group, answer) => group.Commit(wish, answer));

    private static CommitAnswer Missing(MemberClaim claim) =>
        CommitAnswer.Of(claim.Generation < 0 ? ErrorCode.CoordinatorNotAvailable : ErrorCode.IllegalGeneration);

    private OffsetCommitResponsePartition Check(
        OffsetCommitRequest message, string topic, OffsetCommitRequestPartition wanted, CommitDraft draft)
    {
        var answer = new OffsetCommitResponsePartition { PartitionIndex = wanted.PartitionIndex };
        var metadata = wanted.CommittedMetadata ?? "";
        if (!scope.TryFindPartition(topic, wanted.PartitionIndex, out _))
            answer.ErrorCode = (short)ErrorCode.UnknownTopicOrPartition;
        else if (Encoding.UTF8.GetByteCount(metadata) > scope.Options.OffsetMetadataMaxBytes)
            answer.ErrorCode = (short)ErrorCode.OffsetMetadataTooLarge;
        else
            draft.Add(topic, answer, Commit(message, wanted, metadata));
        return answer;
    }

    private CommittedOffset Commit(OffsetCommitRequest message, OffsetCommitRequestPartition wanted, string metadata)
    {
        var now = scope.Time.GetUtcNow();
        return new CommittedOffset(wanted.CommittedOffset, wanted.CommittedLeaderEpoch, metadata, now)
        {
            ExpiresAt = message.RetentionTimeMs == DefaultRetention ? null : Later(now, message.RetentionTimeMs),
        };
    }

    private static DateTimeOffset Later(DateTimeOffset now, long milliseconds)
    {
        var most = (DateTimeOffset.MaxValue - now).TotalMilliseconds;
        return milliseconds < most ? now.AddMilliseconds(Math.Max(0, milliseconds)) : DateTimeOffset.MaxValue;
    }

    private async Task<Wire.FrameBuffer> AnswerAsync(
        Task<CommitAnswer> committing, RequestContext request, OffsetCommitResponse response, CommitDraft draft)
    {
        draft.Answer(await committing);
        return Encode(request, response);
    }
}
