using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace SchemaRegistry.Client.Caching;

/// <summary>
/// Remembers answers by key, at most so many, the oldest going first. Of several callers that miss the same key one
/// asks and all get its answer; a failure is not remembered, or only for a short while. A hit takes no lock and makes
/// no task.
/// </summary>
internal sealed class SharedCache<TKey, TValue>(int capacity, TimeProvider time)
    where TKey : notnull
    where TValue : class
{
    private readonly ConcurrentDictionary<TKey, Entry> _entries = new();
    private readonly ConcurrentQueue<TKey> _order = new();

    public bool TryGet(TKey key, [NotNullWhen(true)] out TValue? value)
    {
        value = _entries.TryGetValue(key, out var entry) && !IsStale(entry) ? entry.Value : null;
        return value is not null;
    }

    public void Set(TKey key, TValue value, TimeSpan? maxAge = null) =>
        Keep(key, new Entry(Task.FromResult(value)) { Value = value, Expires = Expiry(maxAge) });

    public async ValueTask<TValue> GetOrAddAsync(
        TKey key, CacheRule rule, Func<Task<TValue>> ask, CancellationToken cancellationToken)
    {
        if (TryGet(key, out var known))
            return known;
        if (_entries.TryGetValue(key, out var pending) && !IsStale(pending))
            return await pending.Task.WaitAsync(cancellationToken).ConfigureAwait(false);

        var started = new TaskCompletionSource<TValue>(TaskCreationOptions.RunContinuationsAsynchronously);
        var mine = new Entry(started.Task);
        var entry = _entries.AddOrUpdate(key, _ => mine, (_, other) => IsStale(other) ? mine : other);
        if (ReferenceEquals(entry, mine))
            _ = FillAsync(key, mine, started, rule, ask);
        return await entry.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task FillAsync(
        TKey key, Entry entry, TaskCompletionSource<TValue> started, CacheRule rule, Func<Task<TValue>> ask)
    {
        try
        {
            var value = await ask().ConfigureAwait(false);
            Keep(key, new Entry(started.Task) { Value = value, Expires = Expiry(rule.MaxAge) });
            started.SetResult(value);
        }
        catch (Exception e)
        {
            // Every caller that waits gets the failure; the next one asks again, unless the rule lets it stand for a
            // while.
            if (e is SchemaRegistryException { Status: 404 } && rule.FailureMaxAge > TimeSpan.Zero)
                Keep(key, new Entry(started.Task) { Expires = Expiry(rule.FailureMaxAge) });
            else
                _entries.TryRemove(KeyValuePair.Create(key, entry));
            started.SetException(e);

            // Marked as seen: all callers may have given up.
            _ = started.Task.Exception;
        }
    }

    private void Keep(TKey key, Entry entry)
    {
        _entries[key] = entry;
        _order.Enqueue(key);
        while (_order.Count > capacity && _order.TryDequeue(out var oldest))
        {
            if (!oldest.Equals(key))
                _entries.TryRemove(oldest, out _);
        }
    }

    private long? Expiry(TimeSpan? maxAge) =>
        maxAge is { } age ? time.GetTimestamp() + (long)(age.TotalSeconds * time.TimestampFrequency) : null;

    private bool IsStale(Entry entry) => entry.Expires is { } expires && time.GetTimestamp() >= expires;

    private sealed class Entry(Task<TValue> task)
    {
        public Task<TValue> Task { get; } = task;

        public TValue? Value { get; init; }

        public long? Expires { get; init; }
    }
}

/// <summary>How long an answer counts, null for ever, and how long "not found" does.</summary>
internal readonly record struct CacheRule(TimeSpan? MaxAge, TimeSpan FailureMaxAge);
