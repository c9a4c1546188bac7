using System.Buffers;
using System.Buffers.Binary;

namespace SchemaRegistry.Formats.Avro.Encoding;

/// <summary>
/// Writes the binary encoding of the Avro specification. What is written reaches the output with <see cref="Flush"/>
/// or when the output's current piece of memory is full.
/// </summary>
public ref struct AvroWriter(IBufferWriter<byte> output)
{
    private readonly IBufferWriter<byte> _output = output;
    private Span<byte> _span;
    private int _used;

    public void WriteBoolean(bool value)
    {
        Reserve(1);
        _span[_used++] = value ? (byte)1 : (byte)0;
    }

    public void WriteInt(int value) => WriteLong(value);

    public void WriteLong(long value)
    {
        Reserve(Varint.MaxLongBytes);
        _used += Varint.Write(_span[_used..], value);
    }

    public void WriteFloat(float value)
    {
        Reserve(sizeof(float));
        BinaryPrimitives.WriteSingleLittleEndian(_span[_used..], value);
        _used += sizeof(float);
    }

    public void WriteDouble(double value)
    {
        Reserve(sizeof(double));
        BinaryPrimitives.WriteDoubleLittleEndian(_span[_used..], value);
        _used += sizeof(double);
    }

    /// <summary>Length and bytes.</summary>
    public void WriteBytes(ReadOnlySpan<byte> value)
    {
        WriteLong(value.Length);
        WriteFixed(value);
    }

    /// <summary>Length and text. A lone surrogate becomes U+FFFD.</summary>
    public void WriteString(ReadOnlySpan<char> value)
    {
        var size = System.Text.Encoding.UTF8.GetByteCount(value);
        WriteLong(size);
        Reserve(size);
        System.Text.Encoding.UTF8.GetBytes(value, _span[_used..]);
        _used += size;
    }

    /// <summary>Bytes without a length.</summary>
    public void WriteFixed(ReadOnlySpan<byte> value)
    {
        Reserve(value.Length);
        value.CopyTo(_span[_used..]);
        _used += value.Length;
    }

    /// <summary>A union branch or enum symbol, from 0.</summary>
    public void WriteIndex(int index) => WriteLong(index);

    /// <summary>Begins a block of so many items; a block of 0 ends the array or map.</summary>
    public void WriteBlock(long count) => WriteLong(count);

    public void Flush()
    {
        _output.Advance(_used);
        _span = default;
        _used = 0;
    }

    private void Reserve(int size)
    {
        if (_span.Length - _used < size)
            Refill(size);
    }

    private void Refill(int size)
    {
        Flush();
        _span = _output.GetSpan(size);
    }
}
