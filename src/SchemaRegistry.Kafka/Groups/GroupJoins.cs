namespace SchemaRegistry.Kafka.Groups;

/// <summary>
/// Who may join a group, and whether that makes everyone join again. Used by the group's actor only.
/// </summary>
internal sealed class GroupJoins(
    Group group, GroupScope scope, Rebalance rebalance, GroupTimer timer, Action<Action> post)
{
    /// <summary>Answers at once, or when the rebalance that the member waits for is complete.</summary>
    public void Join(JoinWish wish, TaskCompletionSource<JoinAnswer> answer)
    {
        if (wish.MemberId.Length == 0)
            JoinUnnamed(wish, answer);
        else
            JoinNamed(wish, answer);
    }

    private void JoinUnnamed(JoinWish wish, TaskCompletionSource<JoinAnswer> answer)
    {
        if (wish.InstanceId is { } instanceId && group.FindInstance(instanceId) is { } earlier)
        {
            Replace(earlier, wish, answer);
            return;
        }

        var id = NewMemberId(wish);
        if (Refusal(wish) is { } error)
            Refuse(answer, wish, error);
        else if (wish.InstanceId is null && wish.NamesMembersFirst)
        {
            group.PendingIds[id] = timer.Now + wish.SessionTimeout;
            timer.Arm(group.PendingIds[id]);
            answer.SetResult(new JoinAnswer(ErrorCode.MemberIdRequired, id));
        }
        else
            Add(id, wish, answer);
    }

    private void JoinNamed(JoinWish wish, TaskCompletionSource<JoinAnswer> answer)
    {
        if (wish.InstanceId is null && group.PendingIds.ContainsKey(wish.MemberId))
        {
            if (CompatibilityRefusal(wish) is { } mismatch)
            {
                Refuse(answer, wish, mismatch);
                return;
            }

            group.PendingIds.Remove(wish.MemberId);
            Add(wish.MemberId, wish, answer);
            return;
        }

        var error = group.Check(new MemberClaim(wish.MemberId, wish.InstanceId, Generation: -1), out var member);
        error = error == ErrorCode.None ? CompatibilityRefusal(wish, member) ?? ErrorCode.None : error;
        if (error != ErrorCode.None)
            Refuse(answer, wish, error);
        else
            Rejoin(member!, wish, answer);
    }

    /// <summary>
    /// A member that is in the group joins again: because it was asked to, because its answer was lost, because it is
    /// the leader and wants a new assignment, or because it wants something else than before.
    /// </summary>
    private void Rejoin(GroupMember member, JoinWish wish, TaskCompletionSource<JoinAnswer> answer)
    {
        var isUnchanged = member.HasSameProtocols(wish.Protocols);
        var keepsGeneration = group.State switch
        {
            GroupState.CompletingRebalance => isUnchanged,
            GroupState.Stable => isUnchanged && member.Id != group.LeaderId,
            _ => false,
        };
        if (keepsGeneration)
        {
            answer.SetResult(rebalance.JoinAnswerFor(member));
            rebalance.Touch(member);
            return;
        }

        member.Update(wish);
        member.ParkJoin(answer);
        rebalance.OnJoined(member);
    }

    /// <summary>
    /// A static member came back as another process: it gets a new id, and the old one is fenced off. If it wants what
    /// it wanted before, the others need not notice (KIP-345); the answer then waits for the new id to be on disk.
    /// </summary>
    private void Replace(GroupMember member, JoinWish wish, TaskCompletionSource<JoinAnswer> answer)
    {
        if (CompatibilityRefusal(wish, member) is { } error)
        {
            Refuse(answer, wish, error);
            return;
        }

        var before = new Replaced(member.Id, group.LeaderId, member.Wish);
        var wantsTheSame = group.State == GroupState.Stable && WantsTheSame(member, wish);
        group.Rename(member, NewMemberId(wish));
        member.Update(wish);
        member.ParkJoin(answer);
        if (!wantsTheSame || group.SelectProtocol() != group.ProtocolName)
        {
            rebalance.OnJoined(member);
            return;
        }

        // After a restart the old id would be the valid one: the new one is told when it will be known then too.
        scope.Records.Append(group).Durable.ContinueWith(
            stored => post(() => OnReplacementStored(stored.Result, member, before, answer)),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    private void OnReplacementStored(
        ErrorCode error, GroupMember member, Replaced before, TaskCompletionSource<JoinAnswer> answer)
    {
        // Someone joined or left while it was written: it takes part in that rebalance, or was answered.
        if (group.State != GroupState.Stable || member.Joining != answer)
            return;
        if (error == ErrorCode.None)
            member.AnswerJoin(AnswerReplacing(member, before));
        else
        {
            member.AnswerJoin(new JoinAnswer(error, ""));
            group.Rename(member, before.Id);
            member.Update(before.Wish);
        }

        rebalance.Touch(member);
    }

    private JoinAnswer AnswerReplacing(GroupMember member, Replaced before)
    {
        var joined = rebalance.JoinAnswerFor(member);
        return (before.LeaderId == before.Id, member.Wish.CanSkipAssignment) switch
        {
            (true, true) => joined with { SkipsAssignment = true },
            // One that can not skip is not told that it leads, or it would assign anew.
            (true, false) => joined with { LeaderId = before.Id, Members = [] },
            _ => joined,
        };
    }

    private void Add(string id, JoinWish wish, TaskCompletionSource<JoinAnswer> answer)
    {
        var member = new GroupMember(id, wish);
        if (group.Members.Count == 0)
            group.ProtocolType = wish.ProtocolType;
        group.Add(member);
        member.ParkJoin(answer);
        rebalance.OnJoined(member);
    }

    private bool WantsTheSame(GroupMember member, JoinWish wish)
    {
        var before = member.MetadataFor(group.ProtocolName);
        var now = wish.Protocols.FirstOrDefault(protocol => protocol.Name == group.ProtocolName)?.Metadata ?? [];
        if (before.AsSpan().SequenceEqual(now))
            return true;

        // Consumers that keep partitions over a rebalance tell which they own; a restarted one owns none, and that
        // alone is no reason to move any.
        return group.ProtocolType == ConsumerProtocol.Type
            && ConsumerProtocol.ReadTopics(before) is { } topics
            && ConsumerProtocol.ReadTopics(now) is { } others
            && topics.ToHashSet(StringComparer.Ordinal).SetEquals(others);
    }

    private ErrorCode? Refusal(JoinWish wish) =>
        group.Size >= Math.Min(scope.Options.GroupMaxSize, KafkaLimits.MaxGroupMembers)
            ? ErrorCode.GroupMaxSizeReached
            : CompatibilityRefusal(wish);

    private ErrorCode? CompatibilityRefusal(JoinWish wish, GroupMember? itself = null) =>
        group.CanTake(wish, itself) ? null : ErrorCode.InconsistentGroupProtocol;

    private static void Refuse(TaskCompletionSource<JoinAnswer> answer, JoinWish wish, ErrorCode error) =>
        answer.SetResult(new JoinAnswer(error, wish.MemberId));

    /// <summary>Client or instance id, then a UUID, as Kafka's are: operators see whose they are.</summary>
    private static string NewMemberId(JoinWish wish) =>
        $"{Prefix.Of(wish.InstanceId ?? wish.ClientId, KafkaLimits.MaxMemberIdPrefixChars)}-{Guid.NewGuid()}";

    /// <summary>The member and its group before another process took its place.</summary>
    private sealed record Replaced(string Id, string? LeaderId, JoinWish Wish);
}
