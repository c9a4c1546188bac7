using SchemaRegistry.Kafka.Wire.Messages;

namespace SchemaRegistry.Kafka.Groups;

/// <summary>
/// Everything that can be asked of one group. It belongs to one <see cref="GroupActor"/>, which runs one call at a
/// time; what has to wait gets a task source and is answered by a later call.
/// </summary>
internal sealed class GroupMachine : IDisposable
{
    private readonly GroupScope _scope;
    private readonly Action<Action> _post;
    private readonly GroupTimer _timer;
    private readonly Rebalance _rebalance;
    private readonly GroupJoins _joins;
    private readonly GroupCommits _commits;

    /// <param name="groupId">Its name.</param>
    /// <param name="scope">What all groups share.</param>
    /// <param name="post">Runs something in the group's turn, later.</param>
    public GroupMachine(string groupId, GroupScope scope, Action<Action> post)
    {
        Group = new Group(groupId);
        _scope = scope;
        _post = post;
        _timer = new GroupTimer(scope.Time, () => post(Tick));
        _rebalance = new Rebalance(Group, scope, _timer);
        _joins = new GroupJoins(Group, scope, _rebalance, _timer, post);
        _commits = new GroupCommits(Group, scope, post);
    }

    public Group Group { get; }

    public GroupCommits Commits => _commits;

    public void Join(JoinWish wish, TaskCompletionSource<JoinAnswer> answer) => _joins.Join(wish, answer);

    /// <summary>Answers with the member's assignment, once the leader has brought it and it is on disk.</summary>
    public void Sync(SyncWish wish, TaskCompletionSource<SyncAnswer> answer)
    {
        var error = Check(wish.Claim, out var member);
        if (error == ErrorCode.None && IsMismatch(wish.ProtocolType, Group.ProtocolType))
            error = ErrorCode.InconsistentGroupProtocol;
        if (error == ErrorCode.None && IsMismatch(wish.ProtocolName, Group.ProtocolName))
            error = ErrorCode.InconsistentGroupProtocol;
        if (error == ErrorCode.None && Group.State == GroupState.PreparingRebalance)
            error = ErrorCode.RebalanceInProgress;
        if (error != ErrorCode.None)
        {
            answer.SetResult(new SyncAnswer(error));
            return;
        }

        member!.OwesSync = false;
        if (Group.State == GroupState.Stable)
        {
            _rebalance.Touch(member);
            answer.SetResult(_rebalance.AnswerFor(member));
            return;
        }

        member.ParkSync(answer);
        if (member.Id == Group.LeaderId)
            Assign(wish.Assignments);
    }

    public ErrorCode Heartbeat(MemberClaim claim)
    {
        var error = Check(claim, out var member);
        if (error != ErrorCode.None)
            return error;
        _rebalance.Touch(member!);

        // While assignments are awaited the member has nothing to do: only a rebalance makes it join again.
        return Group.State == GroupState.PreparingRebalance ? ErrorCode.RebalanceInProgress : ErrorCode.None;
    }

    /// <summary>Takes a member out: by its own word, or by an administrator who knows its instance id.</summary>
    public ErrorCode Leave(string memberId, string? instanceId)
    {
        if (instanceId is null && Group.PendingIds.Remove(memberId))
        {
            _rebalance.TryComplete();
            return ErrorCode.None;
        }

        if (memberId.Length == 0 && instanceId is not null)
            memberId = Group.FindInstance(instanceId)?.Id ?? "";
        var error = Group.Check(new MemberClaim(memberId, instanceId, Generation: -1), out var member);
        if (error != ErrorCode.None)
            return error;
        _rebalance.Remove(member!);
        _rebalance.OnLeft();
        return ErrorCode.None;
    }

    /// <summary>Members of the present generation commit offsets, or anyone while there are no members.</summary>
    public void Commit(CommitWish wish, TaskCompletionSource<CommitAnswer> answer)
    {
        var error = CheckCommit(wish.Claim, out var member);
        if (error != ErrorCode.None)
        {
            answer.SetResult(CommitAnswer.Of(error));
            return;
        }

        if (member is not null)
            _rebalance.Touch(member);
        _commits.Commit(wish.Offsets, answer);
    }

    /// <summary>Deletes the group and its offsets. Only one without members can go.</summary>
    public void Delete(TaskCompletionSource<ErrorCode> answer)
    {
        if (Group.State != GroupState.Empty)
            answer.SetResult(ErrorCode.NonEmptyGroup);
        else if (Group.IsVoid)
            answer.SetResult(ErrorCode.GroupIdNotFound);
        else
            _commits.DeleteAll(answer);
    }

    public GroupDescription Describe() => GroupDescription.Of(Group);

    /// <summary>Forgets what its retention no longer keeps; a group of which nothing is left then goes.</summary>
    public void Expire() => _commits.Expire();

    /// <summary>Takes over what the offsets topic knows of the group. Called before anything else.</summary>
    public void Restore(GroupMetadataValue value, long recordOffset)
    {
        GroupRestore.Apply(value, Group);
        Group.StoredAt = recordOffset;
        _rebalance.Resume();
    }

    public void Dispose() => _timer.Dispose();

    private static bool IsMismatch(string? said, string? known) =>
        said is not null && known is not null && said != known;

    private ErrorCode Check(MemberClaim claim, out GroupMember? member)
    {
        var error = Group.Check(claim, out member);
        return error == ErrorCode.None && claim.Generation != Group.Generation ? ErrorCode.IllegalGeneration : error;
    }

    private ErrorCode CheckCommit(MemberClaim claim, out GroupMember? member)
    {
        member = null;
        var isOutside = claim.Generation < 0 && claim.MemberId.Length == 0 && claim.InstanceId is null;
        if (claim.Generation < 0 && Group.State == GroupState.Empty)
            return ErrorCode.None;
        if (isOutside)
            return ErrorCode.UnknownMemberId;
        var error = Check(claim, out member);
        return error == ErrorCode.None && Group.State == GroupState.CompletingRebalance
            ? ErrorCode.RebalanceInProgress
            : error;
    }

    private void Assign(IReadOnlyDictionary<string, byte[]> assignments)
    {
        foreach (var member in Group.Members)
            member.Assignment = assignments.GetValueOrDefault(member.Id) ?? [];
        var generation = Group.Generation;
        var append = _scope.Records.Append(Group);
        append.Durable.ContinueWith(
            stored => _post(() => OnAssignmentsStored(stored.Result, generation)),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    private void OnAssignmentsStored(ErrorCode error, int generation)
    {
        // Someone joined or left while it was written; that rebalance has answered everyone.
        if (Group.State != GroupState.CompletingRebalance || Group.Generation != generation)
            return;
        if (error == ErrorCode.None)
            _rebalance.Settle();
        else
            _rebalance.Abandon(error);
    }

    private void Tick()
    {
        _timer.Disarm();
        _rebalance.Tick();
        if (_rebalance.NextDeadline is { } next)
            _timer.Arm(next);
    }
}
