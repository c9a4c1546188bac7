using System.Collections.Concurrent;
using SchemaRegistry.Formats;

namespace SchemaRegistry.Registry.State;

/// <summary>
/// Schemas that were parsed lately, by content, up to <see cref="RegistryLimits.MaxParsedSchemas"/>; the oldest goes
/// first. Contents never change, so nothing is ever stale. Safe for any thread.
/// </summary>
internal sealed class ParsedSchemas
{
    private readonly ConcurrentDictionary<long, ParsedSchema> _cached = [];
    private readonly ConcurrentQueue<long> _order = [];

    public ParsedSchema GetOrAdd(long contentId, Func<ParsedSchema> parse)
    {
        if (_cached.TryGetValue(contentId, out var cached))
            return cached;
        var parsed = parse();
        Add(contentId, parsed);
        return parsed;
    }

    public void Add(long contentId, ParsedSchema parsed)
    {
        if (!_cached.TryAdd(contentId, parsed))
            return;
        _order.Enqueue(contentId);
        while (_order.Count > RegistryLimits.MaxParsedSchemas && _order.TryDequeue(out var oldest))
            _cached.TryRemove(oldest, out _);
    }
}
