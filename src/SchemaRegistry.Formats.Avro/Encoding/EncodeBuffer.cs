using System.Buffers.Binary;

namespace SchemaRegistry.Formats.Avro.Encoding;

/// <summary>
/// A growing buffer that can be cut back and rearranged: what one failed attempt wrote is taken away again, fields
/// that came in another order are put in theirs. Bounded by <see cref="AvroLimits.MaxEncodedBytes"/>; one thread at a
/// time.
/// </summary>
internal sealed class EncodeBuffer
{
    private byte[] _bytes = new byte[256];

    public int Length { get; private set; }

    public int Capacity => _bytes.Length;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void CutBack(int length) => Length = length;

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

    public void WriteLong(long value) => Length += Varint.Write(Reserve(Varint.MaxLongBytes), value);

    public void WriteFloat(float value)
    {
        BinaryPrimitives.WriteSingleLittleEndian(Reserve(sizeof(float)), value);
        Length += sizeof(float);
    }

    public void WriteDouble(double value)
    {
        BinaryPrimitives.WriteDoubleLittleEndian(Reserve(sizeof(double)), value);
        Length += sizeof(double);
    }

    public void WriteFixed(ReadOnlySpan<byte> value)
    {
        value.CopyTo(Reserve(value.Length));
        Length += value.Length;
    }

    public void WriteBytes(ReadOnlySpan<byte> value)
    {
        WriteLong(value.Length);
        WriteFixed(value);
    }

    /// <summary>Copies bytes that are written already to the end.</summary>
    public void Repeat(int start, int length)
    {
        Reserve(length);
        _bytes.AsSpan(start, length).CopyTo(_bytes.AsSpan(Length));
        Length += length;
    }

    /// <summary>
    /// Drops the bytes from <paramref name="start"/> up to <paramref name="end"/>; what stands behind them moves up.
    /// </summary>
    public void Remove(int start, int end)
    {
        _bytes.AsSpan(end, Length - end).CopyTo(_bytes.AsSpan(start));
        Length -= end - start;
    }

    /// <summary>Puts a number in front of what was written since <paramref name="start"/>.</summary>
    public void Insert(int start, long number)
    {
        Span<byte> encoded = stackalloc byte[Varint.MaxLongBytes];
        var size = Varint.Write(encoded, number);
        Reserve(size);
        _bytes.AsSpan(start, Length - start).CopyTo(_bytes.AsSpan(start + size));
        encoded[..size].CopyTo(_bytes.AsSpan(start));
        Length += size;
    }

    private void Grow(int size)
    {
        var needed = (long)Length + size;
        if (needed > AvroLimits.MaxEncodedBytes)
            throw new EncodedTooLargeException();
        Array.Resize(ref _bytes, (int)Math.Max(needed, Math.Min(2L * _bytes.Length, AvroLimits.MaxEncodedBytes)));
    }
}
