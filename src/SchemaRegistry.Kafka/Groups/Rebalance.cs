using Microsoft.Extensions.Logging;

namespace SchemaRegistry.Kafka.Groups;

/// <summary>
/// How a group gets from one generation to the next (the classic protocol of Kafka's group coordinator). Used by the
/// group's actor only.
/// <list type="number">
/// <item>Something changed: everyone is asked to join again, at most for the longest rebalance timeout. A group that
/// was empty waits for others a little (<c>group.initial.rebalance.delay.ms</c>).</item>
/// <item>All have joined, or the time is over: dynamic members that did not are removed; static ones may be missing
/// until their session ends. The generation begins, and every JoinGroup is answered.</item>
/// <item>The leader's SyncGroup brings the assignments. They are stored, then every SyncGroup is answered. Who does not
/// sync within the rebalance timeout is removed, and it begins anew.</item>
/// </list>
/// </summary>
internal sealed partial class Rebalance(Group group, GroupScope scope, GroupTimer timer)
{
    private TimeSpan? _phaseEnd;
    private TimeSpan? _initialLimit;
    private bool _awaitsPendingIds;
    private bool _hasNewMember;

    /// <summary>The next time at which <see cref="Tick"/> has to look; null when nothing is due by itself.</summary>
    public TimeSpan? NextDeadline
    {
        get
        {
            var next = _phaseEnd;
            foreach (var member in group.Members)
            {
                if (member.CanExpire && (next is null || member.Deadline < next))
                    next = member.Deadline;
            }

            foreach (var deadline in group.PendingIds.Values)
            {
                if (next is null || deadline < next)
                    next = deadline;
            }

            return next;
        }
    }

    private TimeSpan LongestRebalanceTimeout =>
        group.Members.Select(member => member.RebalanceTimeout).DefaultIfEmpty().Max();

    /// <summary>The member lives: it has its whole session before it again.</summary>
    public void Touch(GroupMember member)
    {
        // A new member's JoinGroup may wait for so long; its client may have given up and asked for another id.
        var patience = member.Joining is null ? member.SessionTimeout : KafkaLimits.NewMemberJoinTimeout;
        member.Deadline = timer.Now + patience;
        timer.Arm(member.Deadline);
    }

    /// <summary>A member came, with its answer parked: others may be waiting for it, or have to join again.</summary>
    public void OnJoined(GroupMember member)
    {
        Touch(member);
        _hasNewMember |= member.IsNew;
        if (group.State == GroupState.PreparingRebalance)
            TryComplete();
        else
            Begin();
    }

    /// <summary>A member is gone, and out of the group already.</summary>
    public void OnLeft()
    {
        if (group.State is GroupState.Stable or GroupState.CompletingRebalance)
            Begin();
        else if (group.State == GroupState.PreparingRebalance)
            TryComplete();
    }

    public void Remove(GroupMember member)
    {
        member.AnswerJoin(new JoinAnswer(ErrorCode.UnknownMemberId, member.Id));
        member.AnswerSync(new SyncAnswer(ErrorCode.UnknownMemberId));
        group.Remove(member);
    }

    /// <summary>Asks every member to join again.</summary>
    public void Begin()
    {
        if (group.State == GroupState.CompletingRebalance)
            AnswerSyncs(ErrorCode.RebalanceInProgress);
        var wasEmpty = group.State == GroupState.Empty;
        group.Enter(GroupState.PreparingRebalance, scope.Time.GetUtcNow());
        var timeout = LongestRebalanceTimeout;
        var delay = wasEmpty ? scope.Options.GroupInitialRebalanceDelay : TimeSpan.Zero;
        _initialLimit = delay > TimeSpan.Zero ? timer.Now + timeout : null;
        EndPhaseIn(delay > TimeSpan.Zero ? delay : timeout);
        _awaitsPendingIds = !wasEmpty;
        _hasNewMember = false;
        TryComplete();
    }

    /// <summary>Goes on when all that are awaited have joined.</summary>
    public void TryComplete()
    {
        // The initial delay ends by the clock only: it is there for members that nobody knows of yet.
        if (group.State != GroupState.PreparingRebalance || _initialLimit is not null)
            return;
        var isAwaitingIds = _awaitsPendingIds && group.PendingIds.Count > 0;
        if (!isAwaitingIds && group.Members.All(member => member.Joining is not null))
            Complete();
    }

    /// <summary>The leader has assigned: from here on each member can have its part.</summary>
    public void Settle()
    {
        group.Enter(GroupState.Stable, scope.Time.GetUtcNow());
        foreach (var member in group.Members)
        {
            if (member.Syncing is null)
                continue;
            member.OwesSync = false;
            member.AnswerSync(AnswerFor(member));
            Touch(member);
        }
    }

    public SyncAnswer AnswerFor(GroupMember member) => new(ErrorCode.None)
    {
        ProtocolType = group.ProtocolType,
        ProtocolName = group.ProtocolName,
        Assignment = member.Assignment,
    };

    /// <summary>The assignments were not stored: they do not count, and everyone joins again.</summary>
    public void Abandon(ErrorCode error)
    {
        AnswerSyncs(error);
        Begin();
    }

    /// <summary>Does what is due: members whose session is over go, and phases end.</summary>
    public void Tick()
    {
        var now = timer.Now;
        foreach (var (id, _) in group.PendingIds.Where(pending => pending.Value <= now).ToList())
            group.PendingIds.Remove(id);
        var silent = group.Members.Where(member => member.CanExpire && member.Deadline <= now).ToList();
        foreach (var member in silent)
        {
            Log.Expired(scope.Logger, group.Id, member.Id, member.SessionTimeout);
            Remove(member);
        }

        if (silent.Count > 0)
            OnLeft();
        else
            TryComplete();
        if (_phaseEnd <= now)
            EndPhase(now);
    }

    /// <summary>Members that came back from the offsets topic have a session before them.</summary>
    public void Resume()
    {
        foreach (var member in group.Members)
            Touch(member);
    }

    private void EndPhase(TimeSpan now)
    {
        switch (group.State)
        {
            case GroupState.PreparingRebalance when _initialLimit > now && _hasNewMember:
                // Others are still coming: wait once more, but not longer than the members allow.
                _hasNewMember = false;
                var delay = scope.Options.GroupInitialRebalanceDelay;
                EndPhaseIn(delay < _initialLimit.Value - now ? delay : _initialLimit.Value - now);
                break;
            case GroupState.PreparingRebalance:
                _initialLimit = null;
                Complete();
                break;
            case GroupState.CompletingRebalance or GroupState.Stable:
                _phaseEnd = null;
                if (RemoveLate(member => member.OwesSync) > 0)
                    OnLeft();
                break;
            default:
                _phaseEnd = null;
                break;
        }
    }

    private int RemoveLate(Func<GroupMember, bool> isLate)
    {
        var late = group.Members.Where(isLate).ToList();
        foreach (var member in late)
        {
            Log.Late(scope.Logger, group.Id, member.Id);
            Remove(member);
        }

        return late.Count;
    }

    private void Complete()
    {
        RemoveLate(member => member.Joining is null && member.InstanceId is null);
        if (group.Members.Count == 0)
        {
            BecomeEmpty();
            return;
        }

        if (group.Members.FirstOrDefault(member => member.Joining is not null) is not { } present)
        {
            // Only static members are left, and none has come back yet: wait for them until their sessions end.
            EndPhaseIn(LongestRebalanceTimeout);
            return;
        }

        if (group.LeaderId is not { } leader || group.Find(leader)?.Joining is null)
            group.LeaderId = present.Id;
        BeginGeneration();
    }

    private void BeginGeneration()
    {
        group.ProtocolName = group.SelectProtocol();
        group.Generation = NextGeneration();
        group.Enter(GroupState.CompletingRebalance, scope.Time.GetUtcNow());
        _initialLimit = null;
        EndPhaseIn(LongestRebalanceTimeout);
        Log.Began(scope.Logger, group.Id, group.Generation, group.Members.Count);
        foreach (var member in group.Members)
        {
            // A static member that is away got no answer to sync for: it has until its session ends.
            var hasJoined = member.Joining is not null;
            member.OwesSync = hasJoined;
            member.AnswerJoin(JoinAnswerFor(member));
            member.IsNew = false;
            if (hasJoined)
                Touch(member);
        }
    }

    public JoinAnswer JoinAnswerFor(GroupMember member) => new(ErrorCode.None, member.Id)
    {
        Generation = group.Generation,
        ProtocolType = group.ProtocolType,
        ProtocolName = group.ProtocolName,
        LeaderId = group.LeaderId ?? "",
        Members = member.Id == group.LeaderId ? Describe() : [],
    };

    public IReadOnlyList<JoinedMember> Describe() => [.. group.Members.Select(member =>
        new JoinedMember(member.Id, member.InstanceId, member.MetadataFor(group.ProtocolName)))];

    /// <summary>The group stays for its offsets; it is stored, so that its generation goes on.</summary>
    private void BecomeEmpty()
    {
        group.Generation = NextGeneration();
        group.ProtocolName = null;
        group.LeaderId = null;
        group.Enter(GroupState.Empty, scope.Time.GetUtcNow());
        (_phaseEnd, _initialLimit) = (null, null);
        Log.Emptied(scope.Logger, group.Id, group.Generation);
        if (group.IsStored)
            scope.Records.Append(group);
    }

    private int NextGeneration() => group.Generation == int.MaxValue ? 1 : group.Generation + 1;

    private void EndPhaseIn(TimeSpan duration)
    {
        _phaseEnd = timer.Now + duration;
        timer.Arm(_phaseEnd.Value);
    }

    private void AnswerSyncs(ErrorCode error)
    {
        foreach (var member in group.Members)
        {
            member.Assignment = [];
            if (member.Syncing is null)
                continue;
            member.AnswerSync(new SyncAnswer(error));
            Touch(member);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(60, LogLevel.Information, "Group {Group} begins generation {Generation} with {Count} members")]
        public static partial void Began(ILogger logger, string group, int generation, int count);

        [LoggerMessage(61, LogLevel.Information, "Group {Group} is empty, generation {Generation}")]
        public static partial void Emptied(ILogger logger, string group, int generation);

        [LoggerMessage(62, LogLevel.Information, "Group {Group} loses {Member}: silent for {SessionTimeout}")]
        public static partial void Expired(ILogger logger, string group, string member, TimeSpan sessionTimeout);

        [LoggerMessage(63, LogLevel.Information, "Group {Group} loses {Member}: it did not join or sync in time")]
        public static partial void Late(ILogger logger, string group, string member);
    }
}
