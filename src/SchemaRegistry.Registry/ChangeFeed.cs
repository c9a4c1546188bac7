using SchemaRegistry.Registry.Changes;
using SchemaRegistry.Registry.State;

namespace SchemaRegistry.Registry;

/// <summary>
/// The registry's history as it grows, for whoever follows it: pages from the store, and a wait for more. Changes show
/// here when readers of the registry see them, not before. Nothing is kept for those who follow. Safe for any thread.
/// </summary>
public sealed class ChangeFeed
{
    private readonly PublishedState _state;
    private readonly IRegistryStore _store;
    private readonly TimeProvider _time;

    internal ChangeFeed(PublishedState state, IRegistryStore store, TimeProvider time)
    {
        _state = state;
        _store = store;
        _time = time;
    }

    /// <summary>The sequence number of the last change; 0 before the first.</summary>
    public long Last => _state.Sequence;

    /// <summary>
    /// The changes that follow a sequence number, dense and ascending; empty when there are none. At least one when
    /// there is one, but fewer than <paramref name="limit"/> also when their bodies are large
    /// (<see cref="RegistryLimits.MaxChangePageCharacters"/>).
    /// </summary>
    /// <exception cref="IOException">The store can not be read.</exception>
    public IReadOnlyList<RecordedChange> Read(long after, int limit)
    {
        var visible = Last - after;
        return visible <= 0 ? [] : _store.ReadChanges(after, (int)Math.Min(limit, visible));
    }

    /// <summary>Waits until there is a change after a sequence number.</summary>
    /// <returns>False when none came in time.</returns>
    public async Task<bool> WaitAsync(long after, TimeSpan patience, CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        while (true)
        {
            var next = _state.NextChange;
            if (Last > after)
                return true;
            var left = patience - _time.GetElapsedTime(started);
            if (left <= TimeSpan.Zero)
                return false;
            try
            {
                await next.WaitAsync(left, _time, cancellationToken).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                return Last > after;
            }
        }
    }
}
