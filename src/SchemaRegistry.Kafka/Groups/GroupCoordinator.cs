using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace SchemaRegistry.Kafka.Groups;

/// <summary>
/// All groups of the broker: finds or makes the actor of a group and hands it what is asked. Owned by the broker; safe
/// for any thread.
/// </summary>
internal sealed partial class GroupCoordinator : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, GroupActor> _actors = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stop = new();
    private readonly GroupScope _scope;
    private readonly Task _expiring;

    public GroupCoordinator(GroupScope scope)
    {
        _scope = scope;
        var loader = new GroupLoader();
        scope.Records.Read(loader);
        foreach (var (groupId, found) in loader.Groups)
            _actors.GetOrAdd(groupId, Create).TryPost(machine => Restore(found, machine));
        _expiring = ExpireAsync(_stop.Token);
    }

    /// <summary>
    /// Whether groups can be served; the first request of all creates the topic that keeps them.
    /// </summary>
    public ValueTask<bool> OpenAsync(CancellationToken cancellationToken) =>
        _scope.Records.OpenAsync(cancellationToken);

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
        foreach (var groupId in _actors.Keys)
        {
            if (Ask<ErrorCode>(groupId, (machine, answer) => machine.Commits.ForgetTopic(topic, answer)) is { } asked)
                await asked;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _expiring;
        foreach (var actor in _actors.Values)
            actor.Dispose();
        _stop.Dispose();
    }

    /// <summary>A crash may have come between the deletion of a topic and that of what was committed for it.</summary>
    private void Restore(StoredGroup found, GroupMachine machine)
    {
        found.Restore(machine);
        foreach (var topic in found.Offsets.Keys.Select(partition => partition.Topic).Distinct(StringComparer.Ordinal))
        {
            if (!_scope.Records.HasTopic(topic))
                machine.Commits.ForgetTopic(topic, NewAnswer<ErrorCode>());
        }
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

    private async Task ExpireAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(KafkaLimits.OffsetExpiryInterval, _scope.Time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
                Expire();
        }
        catch (OperationCanceledException)
        {
            // The broker stops.
        }
    }

    private void Expire()
    {
        try
        {
            foreach (var actor in _actors.Values)
                actor.TryPost(machine => machine.Expire());
        }
        catch (Exception e)
        {
            // The one catch of this loop: an unforeseen failure must not end expiry for good.
            Log.ExpiryFailed(_scope.Logger, e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(55, LogLevel.Error, "Expired offsets of consumer groups could not be looked for")]
        public static partial void ExpiryFailed(ILogger logger, Exception e);

        [LoggerMessage(57, LogLevel.Error, "There are {MaxGroups} groups, so that {Group} can not be served")]
        public static partial void TooMany(ILogger logger, int maxGroups, string group);
    }
}
