using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace SchemaRegistry.Registry.State;

/// <summary>
/// Keeps up to <paramref name="capacity"/> values for things that never change, so that nothing is ever stale; the
/// oldest goes first. Safe for any thread.
/// </summary>
internal sealed class BoundedCache<TKey, TValue>(int capacity)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, TValue> _cached = [];
    private readonly ConcurrentQueue<TKey> _order = [];

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value) => _cached.TryGetValue(key, out value);

    public void Add(TKey key, TValue value)
    {
        if (!_cached.TryAdd(key, value))
            return;
        _order.Enqueue(key);
        while (_order.Count > capacity && _order.TryDequeue(out var oldest))
            _cached.TryRemove(oldest, out _);
    }
}
