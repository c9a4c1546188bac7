using System.Numerics;

namespace SchemaRegistry.Formats.Protobuf.Encoding;

/// <summary>Finds a number by a UTF-8 name. Immutable; the first of equal names stands.</summary>
internal sealed class NameTable
{
    private const int None = -1;

    private readonly byte[][] _names;
    private readonly int[] _values;
    private readonly int[] _slots;
    private int _count;

    public NameTable(IReadOnlyCollection<(byte[] Name, int Value)> names)
    {
        _names = new byte[names.Count][];
        _values = new int[names.Count];
        _slots = new int[(int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(2 * names.Count, 4))];
        _slots.AsSpan().Fill(None);
        foreach (var (name, value) in names)
            Add(name, value);
    }

    /// <summary>The size of the longest name: what is longer need not be looked for.</summary>
    public int MaxNameBytes { get; private set; }

    public bool TryFind(ReadOnlySpan<byte> name, out int value)
    {
        var slot = _slots[FindSlot(name)];
        value = slot == None ? 0 : _values[slot];
        return slot != None;
    }

    private void Add(byte[] name, int value)
    {
        var slot = FindSlot(name);
        if (_slots[slot] != None)
            return;
        _slots[slot] = _count;
        _names[_count] = name;
        _values[_count++] = value;
        MaxNameBytes = Math.Max(MaxNameBytes, name.Length);
    }

    /// <summary>The slot of the name, or the free one where it would be.</summary>
    private int FindSlot(ReadOnlySpan<byte> name)
    {
        var mask = _slots.Length - 1;
        var slot = ByteHash.Of(name) & mask;
        while (_slots[slot] != None && !name.SequenceEqual(_names[_slots[slot]]))
            slot = (slot + 1) & mask;
        return slot;
    }
}
