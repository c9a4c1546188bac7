using System.Collections.Concurrent;
using SchemaRegistry.Registry.Changes;
using SchemaRegistry.Registry.State;

namespace SchemaRegistry.Registry;

/// <summary>Keeps nothing beyond the process: for servers without a data folder, and for tests.</summary>
public sealed class MemoryRegistryStore : IRegistryStore
{
    private readonly ConcurrentDictionary<long, NewContent> _contents = [];
    private readonly Lock _changing = new();
    private readonly List<RegistryChange> _changes = [];

    public RegistryHistory Load()
    {
        lock (_changing)
        {
            return new RegistryHistory(
                [.. _contents.OrderBy(pair => pair.Key).Select(pair => pair.Value.Content)], [.. _changes]);
        }
    }

    public void Commit(IReadOnlyList<NewContent> contents, IReadOnlyList<RegistryChange> changes)
    {
        foreach (var added in contents)
            _contents[added.Content.ContentId] = added;
        lock (_changing)
            _changes.AddRange(changes);
    }

    public string ReadText(long contentId) => _contents[contentId].Text;

    public IReadOnlyList<RecordedChange> ReadChanges(long after, int limit)
    {
        var page = new List<RecordedChange>();
        var characters = 0L;
        lock (_changing)
        {
            // The change of sequence number n stands at n - 1.
            for (var index = after; index < _changes.Count && page.Count < limit
                && characters <= RegistryLimits.MaxChangePageCharacters; index++)
            {
                var change = _changes[(int)index];
                var content = _contents.GetValueOrDefault(change.ContentId)?.Content;
                page.Add(new RecordedChange(change, content?.Identity, content?.Type));
                characters += change.Body?.Length ?? 0;
            }
        }

        return page;
    }

    public void Dispose()
    {
    }
}
