using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace SchemaRegistry.Client.Serialization;

/// <summary>
/// Plans by key, read without a lock; the one used last is found without hashing. Bounded: at
/// <see cref="ClientLimits.MaxPlans"/> all are dropped, since what fills it are keys that never come again.
/// </summary>
internal sealed class PlanTable<TKey, TPlan>
    where TKey : struct, IEquatable<TKey>
    where TPlan : class
{
    private readonly ConcurrentDictionary<TKey, Entry> _entries = new();
    private Entry? _last;

    public bool TryGet(in TKey key, [NotNullWhen(true)] out TPlan? plan)
    {
        var entry = Volatile.Read(ref _last);
        if (entry is null || !entry.Key.Equals(key))
        {
            if (!_entries.TryGetValue(key, out entry))
            {
                plan = null;
                return false;
            }

            Volatile.Write(ref _last, entry);
        }

        plan = entry.Plan;
        return true;
    }

    /// <summary>Adds the plan, or replaces an older one.</summary>
    public void Set(in TKey key, TPlan plan)
    {
        if (_entries.Count >= ClientLimits.MaxPlans)
            _entries.Clear();
        var entry = new Entry(key, plan);
        _entries[key] = entry;
        Volatile.Write(ref _last, entry);
    }

    private sealed record Entry(TKey Key, TPlan Plan);
}
