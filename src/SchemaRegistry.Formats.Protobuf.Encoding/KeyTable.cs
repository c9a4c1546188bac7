namespace SchemaRegistry.Formats.Protobuf.Encoding;

/// <summary>
/// The keys of the maps of one message, to find those that come twice. Each map is a scope; keys are compared as
/// bytes. One thread at a time.
/// </summary>
internal sealed class KeyTable
{
    private const int FirstCapacity = 16;

    private Entry[] _entries = new Entry[FirstCapacity];

    /// <summary>Index of an entry plus one, or 0; twice as many as entries, found by linear probing.</summary>
    private int[] _slots = new int[2 * FirstCapacity];
    private byte[] _keys = new byte[256];
    private int _count;
    private int _keyBytes;
    private int _scopes;

    public int Capacity => _keys.Length + (_entries.Length * (Entry.Size + (2 * sizeof(int))));

    public int OpenScope() => ++_scopes;

    /// <summary>
    /// Answers false when the scope has the key already; <paramref name="value"/> is then what it was added with.
    /// </summary>
    public bool TryAdd(int scope, ReadOnlySpan<byte> key, ref int value)
    {
        var hash = (ByteHash.Of(key) * 31) + scope;
        var slot = FindSlot(hash, scope, key);
        if (_slots[slot] != 0)
        {
            value = _entries[_slots[slot] - 1].Value;
            return false;
        }

        if (_count == _entries.Length)
        {
            Grow();
            slot = FindSlot(hash, scope, key);
        }

        _entries[_count] = new Entry(hash, scope, Store(key), key.Length, value, slot);
        _slots[slot] = ++_count;
        return true;
    }

    public void Reset()
    {
        foreach (var entry in _entries.AsSpan(0, _count))
            _slots[entry.Slot] = 0;
        (_count, _keyBytes, _scopes) = (0, 0, 0);
    }

    private int FindSlot(int hash, int scope, ReadOnlySpan<byte> key)
    {
        var mask = _slots.Length - 1;
        var slot = hash & mask;
        while (_slots[slot] != 0 && !Is(_entries[_slots[slot] - 1], hash, scope, key))
            slot = (slot + 1) & mask;
        return slot;
    }

    private bool Is(in Entry entry, int hash, int scope, ReadOnlySpan<byte> key) =>
        entry.Hash == hash && entry.Scope == scope && key.SequenceEqual(_keys.AsSpan(entry.Start, entry.Length));

    private int Store(ReadOnlySpan<byte> key)
    {
        var start = _keyBytes;
        if (_keys.Length - start < key.Length)
            Array.Resize(ref _keys, Math.Max(start + key.Length, 2 * _keys.Length));
        key.CopyTo(_keys.AsSpan(start));
        _keyBytes += key.Length;
        return start;
    }

    private void Grow()
    {
        Array.Resize(ref _entries, 2 * _entries.Length);
        _slots = new int[2 * _entries.Length];
        for (var index = 0; index < _count; index++)
        {
            var slot = _entries[index].Hash & (_slots.Length - 1);
            while (_slots[slot] != 0)
                slot = (slot + 1) & (_slots.Length - 1);
            _slots[slot] = index + 1;
            _entries[index] = _entries[index] with { Slot = slot };
        }
    }

    private readonly record struct Entry(int Hash, int Scope, int Start, int Length, int Value, int Slot)
    {
        public const int Size = 6 * sizeof(int);
    }
}
