using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;

namespace SchemaRegistry.Formats.JsonSchema.Validation;

/// <summary>
/// Finds the index of a name among those of a schema by its UTF-8 bytes. Open addressing at a quarter of its capacity;
/// the hash reads length, first and last bytes only. A schema that is built against it makes its own data slow, no
/// one else's: a look-up passes each name at most once.
/// </summary>
internal sealed class NameTable
{
    private readonly byte[][] _names;
    private readonly int[] _slots;

    public NameTable(IReadOnlyList<string> names)
    {
        _names = [.. names.Select(Encoding.UTF8.GetBytes)];
        _slots = new int[SlotCountFor(names.Count)];
        for (var index = 0; index < _names.Length; index++)
        {
            var slot = SlotOf(_names[index]);
            while (_slots[slot] != 0)
                slot = (slot + 1) & (_slots.Length - 1);
            _slots[slot] = index + 1;
        }
    }

    /// <summary>Negative when the name is not in the table.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(ReadOnlySpan<byte> name)
    {
        var slots = _slots;
        for (var slot = SlotOf(name); slots[slot] != 0; slot = (slot + 1) & (slots.Length - 1))
        {
            var index = slots[slot] - 1;
            if (name.SequenceEqual(_names[index]))
                return index;
        }

        return -1;
    }

    private static int SlotCountFor(int count) =>
        (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(4, count * 4));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int SlotOf(ReadOnlySpan<byte> name)
    {
        ulong head;
        ulong tail;
        if (name.Length >= 8)
        {
            head = BinaryPrimitives.ReadUInt64LittleEndian(name);
            tail = BinaryPrimitives.ReadUInt64LittleEndian(name[^8..]);
        }
        else if (name.Length >= 4)
        {
            head = BinaryPrimitives.ReadUInt32LittleEndian(name);
            tail = BinaryPrimitives.ReadUInt32LittleEndian(name[^4..]);
        }
        else if (name.Length > 0)
        {
            head = name[0];
            tail = ((ulong)name[name.Length >> 1] << 8) | name[^1];
        }
        else
        {
            return 0;
        }

        var hash = (head ^ (tail * 0x9E3779B97F4A7C15) ^ (ulong)name.Length) * 0xD6E8FEB86659FD93;
        return (int)(hash >> 40) & (_slots.Length - 1);
    }
}
