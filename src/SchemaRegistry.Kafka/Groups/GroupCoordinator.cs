using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace SchemaRegistry.Kafka.Groups;

/// <summary>
/// All groups of the broker: finds or makes the actor of a group and hands it what is asked. Until the offsets topic
/// has been read there is none, and <see cref="Availability"/> says so: an offset that is not known yet is not one that
/// was never committed. Owned by the broker; safe for any thread.
/// </summary>
internal sealed partial class GroupCoordinator : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, GroupActor> _actors = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stop = new();
    private readonly GroupScope _scope;
    private readonly Lock _loading = new();
    private readonly HashSet<string> _topicsDeletedBefore = new(StringComparer.Ordinal);
    private readonly Task _running;
    private volatile bool _isLoaded;

    public GroupCoordinator(GroupScope scope)
    {
        _scope = scope;
        _running = RunAsync(_stop.Token);
    }

    /// <summary>
    /// What to answer while no group can be served; to be looked at before a group is asked for. Clients come again.
    /// </summary>
    public ErrorCode Availability => _isLoaded ? ErrorCode.None : ErrorCode.CoordinatorLoadInProgress;

    /// <summary>
    /// The same for requests that groups are made for; the first of all creates the topic that keeps them.
    /// </summary>
    public async ValueTask<ErrorCode> OpenAsync(CancellationToken cancellationToken)
    {
        if (Availability is not ErrorCode.None and var error)
            return error;
        return await _scope.Records.OpenAsync(cancellationToken) ? ErrorCode.None : ErrorCode.CoordinatorNotAvailable;
    }

    /// <summary>Asks a group, and makes it when it is not there; null when there are too many.</summary>
    public Task<T>? AskOrCreate<T>(string groupId, Action<GroupMachine, TaskCompletionSource<T>> question)
    {
        var answer = NewAnswer<T>();
        while (_actors.TryGetValue(groupId, out var actor) || _actors.Count < KafkaLimits.MaxGroups)
        {
            actor ??= _actors.GetOrAdd(groupId, Create);
            if (TryAsk(actor, question, answer))
                return answer.Task;

            // It has closed itself in this moment.
            Forget(actor);
        }

        Log.TooMany(_scope.Logger, KafkaLimits.MaxGroups, groupId);
        return null;
    }

    /// <summary>Asks a group; null when it is not there.</summary>
    public Task<T>? Ask<T>(string groupId, Action<GroupMachine, TaskCompletionSource<T>> question)
    {
        var answer = NewAnswer<T>();
        return _actors.TryGetValue(groupId, out var actor) && TryAsk(actor, question, answer) ? answer.Task : null;
    }

    /// <summary>All groups, by id.</summary>
    public async Task<IReadOnlyList<GroupDescription>> DescribeAllAsync()
    {
        var descriptions = new List<GroupDescription>();
        foreach (var groupId in _actors.Keys.Order(StringComparer.Ordinal))
        {
            if (Ask<GroupDescription>(groupId, (machine, answer) => answer.SetResult(machine.Describe())) is { } asked)
                descriptions.Add(await asked);
        }

        return descriptions;
    }

    /// <summary>Deletes what groups committed for a topic that is no more.</summary>
    public async Task ForgetTopicAsync(string topic)
    {
        lock (_loading)
        {
            if (!_isLoaded)
            {
                // What is loaded later was committed before: nobody can commit until then.
                _topicsDeletedBefore.Add(topic);
                return;
            }
        }

        foreach (var groupId in _actors.Keys)
        {
            if (Ask<ErrorCode>(groupId, (machine, answer) => machine.Commits.ForgetTopic(topic, answer)) is { } asked)
                await asked;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        foreach (var actor in _actors.Values)
            actor.Dispose();
        _stop.Dispose();
    }

    /// <summary>Loads the groups, again and again if need be, and then looks for what expires.</summary>
    private async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (!TryLoad())
                await Task.Delay(KafkaLimits.GroupLoadInterval, _scope.Time, cancellationToken);
            using var timer = new PeriodicTimer(KafkaLimits.OffsetExpiryInterval, _scope.Time);
            while (await timer.WaitForNextTickAsync(cancellationToken))
                Expire();
        }
        catch (OperationCanceledException)
        {
            // The broker stops.
        }
    }

    private bool TryLoad()
    {
        try
        {
            var loader = new GroupLoader();
            if (!_scope.Records.Read(loader))
            {
                Log.NotLoaded(_scope.Logger, KafkaLimits.GroupLoadInterval);
                return false;
            }

            lock (_loading)
            {
                foreach (var (groupId, found) in loader.Groups)
                    _actors.GetOrAdd(groupId, Create).TryPost(machine => Restore(found, machine));
                _isLoaded = true;
            }

            return true;
        }
        catch (Exception e)
        {
            // An unforeseen failure must not end the attempts.
            Log.LoadFailed(_scope.Logger, e, KafkaLimits.GroupLoadInterval);
            return false;
        }
    }

    /// <summary>A crash may have come between the deletion of a topic and that of what was committed for it.</summary>
    private void Restore(StoredGroup found, GroupMachine machine)
    {
        var forgotten = found.Offsets.Keys.Where(partition =>
            _topicsDeletedBefore.Contains(partition.Topic) || !_scope.Records.HasTopic(partition.Topic)).ToList();
        foreach (var partition in forgotten)
            found.Offsets.Remove(partition);
        found.Restore(machine);
        machine.Commits.Forget(forgotten);
    }

    private static TaskCompletionSource<T> NewAnswer<T>() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static bool TryAsk<T>(
        GroupActor actor, Action<GroupMachine, TaskCompletionSource<T>> question, TaskCompletionSource<T> answer) =>
        actor.TryPost(machine =>
        {
            try
            {
                question(machine, answer);
            }
            catch (Exception e)
            {
                // Whoever asks gets it, and the actor goes on.
                answer.TrySetException(e);
            }
        });

    private GroupActor Create(string groupId) => new(groupId, _scope, Forget);

    private void Forget(GroupActor actor) => _actors.TryRemove(KeyValuePair.Create(actor.GroupId, actor));

    private void Expire()
    {
        try
        {
            foreach (var actor in _actors.Values)
                actor.TryPost(machine => machine.Expire());
        }
        catch (Exception e)
        {
            // An unforeseen failure must not end expiry for good.
            Log.ExpiryFailed(_scope.Logger, e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(55, LogLevel.Error, "Expired offsets of consumer groups could not be looked for")]
        public static partial void ExpiryFailed(ILogger logger, Exception e);

        [LoggerMessage(58, LogLevel.Critical,
            "Consumer groups could not be loaded; none is served, and it is tried again every {Interval}")]
        public static partial void NotLoaded(ILogger logger, TimeSpan interval);

        [LoggerMessage(59, LogLevel.Critical,
            "Loading consumer groups failed; none is served, and it is tried again every {Interval}")]
        public static partial void LoadFailed(ILogger logger, Exception e, TimeSpan interval);

        [LoggerMessage(57, LogLevel.Error, "There are {MaxGroups} groups, so that {Group} can not be served")]
        public static partial void TooMany(ILogger logger, int maxGroups, string group);
    }
}
