using System.Buffers.Binary;
using System.Text.Unicode;

namespace SchemaRegistry.Formats.Avro.Encoding;

/// <summary>
/// Reads the binary encoding of the Avro specification from a span and allocates nothing. Every length is checked
/// against the bytes that are left. After a method has answered false, <see cref="Error"/> and <see
/// cref="ErrorPosition"/> say why, and the position is meaningless. A copy is a bookmark.
/// </summary>
public ref struct AvroReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public int Position { get; private set; }

    public AvroDataError Error { get; private set; }

    /// <summary>Where the value began that could not be read.</summary>
    public int ErrorPosition { get; private set; }

    public readonly int Length => _bytes.Length;

    public readonly int Remaining => _bytes.Length - Position;

    /// <summary>Moves to a position that was read before, from 0 to <see cref="Length"/>.</summary>
    public void Seek(int position)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)position, (uint)_bytes.Length, nameof(position));
        Position = position;
    }

    public bool TryReadBoolean(out bool value)
    {
        value = false;
        if (Remaining < 1)
            return Fail(AvroDataError.Truncated, Position);
        var read = _bytes[Position];
        if (read > 1)
            return Fail(AvroDataError.InvalidBoolean, Position);
        value = read == 1;
        Position++;
        return true;
    }

    public bool TryReadInt(out int value)
    {
        var start = Position;
        value = 0;
        if (!TryReadVarint(Varint.MaxIntBytes, out var raw))
            return false;
        if (raw > uint.MaxValue)
            return Fail(AvroDataError.NumberTooLong, start);
        value = (int)Varint.UnZigZag(raw);
        return true;
    }

    public bool TryReadLong(out long value)
    {
        var read = TryReadVarint(Varint.MaxLongBytes, out var raw);
        value = Varint.UnZigZag(raw);
        return read;
    }

    public bool TryReadFloat(out float value)
    {
        var read = TryReadFixed(sizeof(float), out var raw);
        value = read ? BinaryPrimitives.ReadSingleLittleEndian(raw) : 0;
        return read;
    }

    public bool TryReadDouble(out double value)
    {
        var read = TryReadFixed(sizeof(double), out var raw);
        value = read ? BinaryPrimitives.ReadDoubleLittleEndian(raw) : 0;
        return read;
    }

    /// <summary>The bytes of a fixed; they are a part of the input.</summary>
    public bool TryReadFixed(int size, out ReadOnlySpan<byte> value)
    {
        value = default;
        if (size < 0 || size > Remaining)
            return Fail(AvroDataError.Truncated, Position);
        value = _bytes.Slice(Position, size);
        Position += size;
        return true;
    }

    /// <summary>Length and bytes; they are a part of the input.</summary>
    public bool TryReadBytes(out ReadOnlySpan<byte> value)
    {
        var start = Position;
        value = default;
        if (!TryReadLong(out var length))
            return false;
        if (length < 0)
            return Fail(AvroDataError.NegativeLength, start);
        if (length > Remaining)
            return Fail(AvroDataError.LengthBeyondData, start);
        value = _bytes.Slice(Position, (int)length);
        Position += (int)length;
        return true;
    }

    /// <summary>Length and text, which is valid UTF-8; it is a part of the input.</summary>
    public bool TryReadString(out ReadOnlySpan<byte> utf8)
    {
        var start = Position;
        if (!TryReadBytes(out utf8))
            return false;
        return Utf8.IsValid(utf8) || Fail(AvroDataError.InvalidUtf8, start);
    }

    /// <summary>A union branch or enum symbol: from 0, less than <paramref name="count"/>.</summary>
    public bool TryReadIndex(int count, out int index)
    {
        var start = Position;
        index = 0;
        if (!TryReadLong(out var read))
            return false;
        if (read < 0 || read >= count)
            return Fail(AvroDataError.IndexOutOfRange, start);
        index = (int)read;
        return true;
    }

    /// <summary>
    /// The head of the next block of an array or map. The count is not bounded by the bytes that are left, since
    /// items may take none: allocate as items come.
    /// </summary>
    public bool TryReadBlock(out AvroBlock block)
    {
        var start = Position;
        block = default;
        if (!TryReadLong(out var count))
            return false;
        if (count >= 0)
        {
            block = new AvroBlock(count, null);
            return true;
        }

        if (!TryReadLong(out var size))
            return false;
        if (count == long.MinValue || size < 0)
            return Fail(AvroDataError.NegativeLength, start);
        if (size > Remaining)
            return Fail(AvroDataError.LengthBeyondData, start);
        block = new AvroBlock(-count, Position + (int)size);
        return true;
    }

    /// <summary>To be called behind the items of a block: whether it ends where its size said.</summary>
    public bool TryEndBlock(AvroBlock block) =>
        block.End is null || block.End == Position || Fail(AvroDataError.BlockSizeMismatch, Position);

    private bool TryReadVarint(int maxBytes, out ulong value)
    {
        if (Remaining > 0 && _bytes[Position] < 0x80)
        {
            value = _bytes[Position++];
            return true;
        }

        return TryReadLongVarint(maxBytes, out value);
    }

    private bool TryReadLongVarint(int maxBytes, out ulong value)
    {
        var start = Position;
        value = 0;
        for (var size = 0; size < maxBytes; size++)
        {
            if (Remaining == 0)
                return Fail(AvroDataError.Truncated, start);
            var next = _bytes[Position++];
            if (size == Varint.MaxLongBytes - 1 && next > 1)
                break;
            value |= (ulong)(next & 0x7F) << (7 * size);
            if (next < 0x80)
                return true;
        }

        return Fail(AvroDataError.NumberTooLong, start);
    }

    private bool Fail(AvroDataError error, int position)
    {
        Error = error;
        ErrorPosition = position;
        return false;
    }
}
