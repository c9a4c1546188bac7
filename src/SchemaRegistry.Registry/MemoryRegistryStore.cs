using System.Collections.Concurrent;
using SchemaRegistry.Registry.Changes;
using SchemaRegistry.Registry.State;

namespace SchemaRegistry.Registry;

/// <summary>Keeps nothing beyond the process: for servers without a data folder, and for tests.</summary>
public sealed class MemoryRegistryStore : IRegistryStore
{
    private readonly ConcurrentDictionary<long, string> _texts = [];
    private readonly List<SchemaContent> _contents = [];
    private readonly List<RegistryChange> _changes = [];

    public RegistryHistory Load() => new([.. _contents], [.. _changes]);

    public void Commit(IReadOnlyList<NewContent> contents, IReadOnlyList<RegistryChange> changes)
    {
        foreach (var added in contents)
        {
            _texts[added.Content.ContentId] = added.Text;
            _contents.Add(added.Content);
        }

        _changes.AddRange(changes);
    }

    public string ReadText(long contentId) => _texts[contentId];

    public void Dispose()
    {
    }
}
