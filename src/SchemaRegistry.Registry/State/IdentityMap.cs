using System.Collections.Concurrent;

namespace SchemaRegistry.Registry.State;

/// <summary>The ids of contents, by context and GUID. Read by any thread, written by one at a time.</summary>
internal sealed class IdentityMap
{
    private readonly ConcurrentDictionary<string, IdentityTable> _tables = [];

    public int? Find(string context, Guid identity) =>
        _tables.TryGetValue(context, out var table) ? table.Find(identity) : null;

    public void Set(string context, Guid identity, int? id)
    {
        if (!_tables.TryGetValue(context, out var table))
            table = new IdentityTable(IdentityTable.SmallestCapacity);
        _tables[context] = table.With(identity, id);
    }
}
