namespace SchemaRegistry.Registry.State;

/// <summary>
/// A hash table from GUIDs to ids with open addressing, 20 bytes a slot and no object for the collector to look at: a
/// concurrent dictionary costs four times that and copies all of it whenever it grows. Read by any thread while one
/// writes.
/// </summary>
internal sealed class IdentityTable
{
    /// <summary>A power of two, as every capacity.</summary>
    public const int SmallestCapacity = 16;

    /// <summary>No id: ids begin with 0 in copied registries, so they are stored with one added.</summary>
    private const uint Free = 0;

    private const uint Removed = uint.MaxValue;

    private readonly Slot[] _slots;
    private int _used;
    private int _removed;

    public IdentityTable(int capacity) => _slots = new Slot[capacity];

    public int? Find(Guid identity) => Volatile.Read(ref Locate(identity).Id) is var id and not Free and not Removed
        ? (int)(id - 1)
        : null;

    /// <summary>Sets an id, or removes it with null.</summary>
    /// <returns>The table that has it: this one, or a larger one when this is two thirds full.</returns>
    public IdentityTable With(Guid identity, int? id)
    {
        ref var slot = ref Locate(identity);
        if (slot.Id == Free)
        {
            if (id is null)
                return this;
            if ((_used + 1) * 3L > _slots.Length * 2L)
                return Grown().With(identity, id);

            // A reader takes a slot for used by its id, which must not be seen before the GUID.
            slot.Identity = identity;
            _used++;
        }

        _removed += (id is null ? 1 : 0) - (slot.Id == Removed ? 1 : 0);
        Volatile.Write(ref slot.Id, id is { } number ? (uint)number + 1 : Removed);
        return this;
    }

    /// <summary>The slot of a GUID, or the free one where it would be.</summary>
    private ref Slot Locate(Guid identity)
    {
        // Seeded for each process: whoever sends schemas can choose GUIDs, but not where they collide.
        var mask = _slots.Length - 1;
        var index = HashCode.Combine(identity) & mask;
        while (true)
        {
            ref var slot = ref _slots[index];
            if (Volatile.Read(ref slot.Id) == Free || slot.Identity == identity)
                return ref slot;
            index = (index + 1) & mask;
        }
    }

    /// <summary>Without what was removed, with room for as much again.</summary>
    private IdentityTable Grown()
    {
        var capacity = SmallestCapacity;
        while (capacity < (_used - _removed + 1) * 3L)
            capacity *= 2;
        var grown = new IdentityTable(capacity);
        foreach (var slot in _slots)
        {
            if (slot.Id is not Free and not Removed)
                grown.With(slot.Identity, (int)(slot.Id - 1));
        }

        return grown;
    }

    private struct Slot
    {
        public Guid Identity;

        /// <summary>One more than the id, <see cref="Free"/> or <see cref="Removed"/>.</summary>
        public uint Id;
    }
}
