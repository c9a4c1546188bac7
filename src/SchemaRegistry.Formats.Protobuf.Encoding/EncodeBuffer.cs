using System.Buffers;
using System.Buffers.Binary;

namespace SchemaRegistry.Formats.Protobuf.Encoding;

/// <summary>
/// Binary data whose nested lengths are known only when what they count is written. A length has one byte kept for it,
/// which most need no more than; a longer one is noted beside the bytes and put in when everything is copied out, so
/// that each byte is moved once, however deep it lies. Bounded by <see cref="ProtobufDataLimits.MaxBinaryBytes"/>; one
/// thread at a time.
/// </summary>
internal sealed class EncodeBuffer
{
    private const int ShortLength = 0x80;

    private byte[] _bytes = new byte[512];

    /// <summary>
    /// Lengths that are open or do not fit their byte, by ascending position. Of an open one, Size is the value that
    /// <see cref="_addedBytes"/> had when it was opened.
    /// </summary>
    private (int Position, int Size)[] _lengths = new (int, int)[16];
    private int _lengthCount;

    /// <summary>What the noted lengths take beyond the one byte that each has.</summary>
    private int _addedBytes;

    public int Length { get; private set; }

    public int Capacity => _bytes.Length + (_lengths.Length * 2 * sizeof(int));

    public EncodeMark Mark => new(Length, _lengthCount, _addedBytes);

    public ReadOnlySpan<byte> From(int start) => _bytes.AsSpan(start, Length - start);

    public void CutBack(EncodeMark mark) => (Length, _lengthCount, _addedBytes) = mark;

    public void Reset() => CutBack(default);

    /// <summary>
    /// Space for so many bytes behind what is written; <see cref="Advance"/> says how many were used.
    /// </summary>
    public Span<byte> Reserve(int size)
    {
        if (_bytes.Length - Length < size)
            Grow(size);
        return _bytes.AsSpan(Length);
    }

    public void Advance(int size) => Length += size;

    public void WriteByte(byte value)
    {
        Reserve(1)[0] = value;
        Length++;
    }

    public void WriteTag(byte[] tag)
    {
        if (tag.Length == 1)
            WriteByte(tag[0]);
        else
            WriteBytes(tag);
    }

    public void WriteVarint(ulong value) => Length += Varint.Write(Reserve(Varint.MaxBytes), value);

    public void WriteFixed32(uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(Reserve(sizeof(uint)), value);
        Length += sizeof(uint);
    }

    public void WriteFixed64(ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(Reserve(sizeof(ulong)), value);
        Length += sizeof(ulong);
    }

    public void WriteBytes(ReadOnlySpan<byte> value)
    {
        value.CopyTo(Reserve(value.Length));
        Length += value.Length;
    }

    public void WriteWithLength(ReadOnlySpan<byte> value)
    {
        WriteVarint((ulong)value.Length);
        WriteBytes(value);
    }

    /// <summary>Opens a length of what is written until <see cref="CloseLength"/> gets the answer back.</summary>
    public int OpenLength()
    {
        if (_lengthCount == _lengths.Length)
            Array.Resize(ref _lengths, 2 * _lengthCount);
        _lengths[_lengthCount] = (Length, _addedBytes);
        WriteByte(0);
        return _lengthCount++;
    }

    /// <summary>Lengths are closed in the opposite order of their opening; answers what is in between.</summary>
    public int CloseLength(int opened)
    {
        var (position, addedBefore) = _lengths[opened];
        var size = Length - position - 1 + _addedBytes - addedBefore;
        if (size < ShortLength)
        {
            _bytes[position] = (byte)size;
            _lengthCount = opened;
            return size;
        }

        _lengths[opened] = (position, size);
        _addedBytes += Varint.SizeOf((ulong)size) - 1;
        return size;
    }

    /// <summary>Copies everything, with every length in its place.</summary>
    public void CopyTo(IBufferWriter<byte> output)
    {
        var total = Length + _addedBytes;
        if (total > ProtobufDataLimits.MaxBinaryBytes)
            throw new EncodedTooLargeException();
        if (total == 0)
            return;
        var target = output.GetSpan(total);
        var source = 0;
        var written = 0;
        foreach (var (position, size) in _lengths.AsSpan(0, _lengthCount))
        {
            _bytes.AsSpan(source, position - source).CopyTo(target[written..]);
            written += position - source;
            written += Varint.Write(target[written..], (ulong)size);
            source = position + 1;
        }

        _bytes.AsSpan(source, Length - source).CopyTo(target[written..]);
        output.Advance(total);
    }

    private void Grow(int size)
    {
        var needed = (long)Length + size;
        if (needed > ProtobufDataLimits.MaxBinaryBytes)
            throw new EncodedTooLargeException();
        var doubled = Math.Min(2L * _bytes.Length, ProtobufDataLimits.MaxBinaryBytes);
        Array.Resize(ref _bytes, (int)Math.Max(needed, doubled));
    }
}
