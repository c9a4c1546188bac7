using Microsoft.Extensions.Logging;

namespace SchemaRegistry.Kafka.Groups;

/// <summary>
/// Runs what concerns one group one after the other, in the order in which it came, without a lock around the work:
/// whoever brings something while nothing runs does it, and all that comes meanwhile. Nothing here waits, so that is
/// short; the number of things is bounded by the requests that connections may have pending. Safe for any thread.
/// </summary>
internal sealed partial class GroupActor : IDisposable
{
    private readonly Lock _turns = new();
    private readonly Queue<Action> _queue = [];
    private readonly Action<GroupActor> _onVoid;
    private readonly GroupMachine _machine;
    private readonly ILogger _logger;
    private bool _isRunning;
    private bool _isClosed;

    /// <param name="groupId">The group's name.</param>
    /// <param name="scope">What all groups share.</param>
    /// <param name="onVoid">Called once, when nothing is left of the group and the actor is closed.</param>
    public GroupActor(string groupId, GroupScope scope, Action<GroupActor> onVoid)
    {
        GroupId = groupId;
        _logger = scope.Logger;
        _onVoid = onVoid;
        _machine = new GroupMachine(groupId, scope, work => TryPost(_ => work()));
    }

    public string GroupId { get; }

    /// <summary>False when the actor is closed, and nothing was or will be done.</summary>
    public bool TryPost(Action<GroupMachine> work)
    {
        lock (_turns)
        {
            if (_isClosed)
                return false;
            _queue.Enqueue(() => work(_machine));
            if (_isRunning)
                return true;
            _isRunning = true;
        }

        Run();
        return true;
    }

    /// <summary>Takes nothing any more; what waits for an answer does so until its connection ends.</summary>
    public void Dispose()
    {
        lock (_turns)
        {
            _isClosed = true;
            _queue.Clear();
        }

        _machine.Dispose();
    }

    private void Run()
    {
        while (TryTake(out var work))
        {
            try
            {
                work!();
            }
            catch (Exception e)
            {
                // The one catch-all of an actor: a defect must not stop the group for good.
                Log.Failed(_logger, e, GroupId);
            }
        }
    }

    private bool TryTake(out Action? work)
    {
        lock (_turns)
        {
            if (_queue.TryDequeue(out work))
                return true;
            _isRunning = false;
            if (_isClosed || !_machine.Group.IsVoid)
                return false;
            _isClosed = true;
        }

        _machine.Dispose();
        _onVoid(this);
        return false;
    }

    private static partial class Log
    {
        [LoggerMessage(56, LogLevel.Error, "Something failed in group {Group}")]
        public static partial void Failed(ILogger logger, Exception e, string group);
    }
}
