using System.Collections.Concurrent;

namespace SchemaRegistry.Registry.State;

/// <summary>
/// The texts of contents: those that were used lately in memory, up to <see cref="RegistryLimits.MaxCachedTextBytes"/>,
/// the others from the store. The oldest entry goes first. Safe for any thread.
/// </summary>
internal sealed class SchemaTexts(IRegistryStore store)
{
    private readonly ConcurrentDictionary<long, string> _cached = [];
    private readonly ConcurrentQueue<long> _order = [];
    private long _bytes;

    public string Get(SchemaContent content)
    {
        if (_cached.TryGetValue(content.ContentId, out var cached))
            return cached;
        var text = store.ReadText(content.ContentId);
        Add(content.ContentId, text);
        return text;
    }

    public void Add(long contentId, string text)
    {
        if (!_cached.TryAdd(contentId, text))
            return;
        _order.Enqueue(contentId);
        var bytes = Interlocked.Add(ref _bytes, SizeOf(text));
        while (bytes > RegistryLimits.MaxCachedTextBytes && _order.TryDequeue(out var oldest))
        {
            if (_cached.TryRemove(oldest, out var removed))
                bytes = Interlocked.Add(ref _bytes, -SizeOf(removed));
        }
    }

    private static long SizeOf(string text) => (text.Length * sizeof(char)) + 64L;
}
