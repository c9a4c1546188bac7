using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace SchemaRegistry.Kafka.Wire;

/// <summary>
/// Writes the primitives of the protocol into a frame. Records are spliced in, everything else is copied.
/// </summary>
public readonly ref struct WireWriter(FrameBuffer frame)
{
    public void WriteBool(bool value) => frame.Append(1)[0] = value ? (byte)1 : (byte)0;

    public void WriteInt8(sbyte value) => frame.Append(1)[0] = (byte)value;

    public void WriteInt16(short value) => BinaryPrimitives.WriteInt16BigEndian(frame.Append(2), value);

    public void WriteInt32(int value) => BinaryPrimitives.WriteInt32BigEndian(frame.Append(4), value);

    public void WriteInt64(long value) => BinaryPrimitives.WriteInt64BigEndian(frame.Append(8), value);

    public void WriteUuid(Guid value) => value.TryWriteBytes(frame.Append(16), bigEndian: true, out _);

    public void WriteUnsignedVarint(uint value) => PutVarint(frame.Append(VarintBytes(value)), value);

    public void WriteString(string? value, LengthForm form)
    {
        if (value is null)
            ThrowNull();

        WriteNullableString(value, form);
    }

    public void WriteNullableString(string? value, LengthForm form)
    {
        if (value is null)
        {
            WriteLength(-1, form, narrow: 2);
            return;
        }

        var length = Encoding.UTF8.GetByteCount(value);
        if (length > short.MaxValue)
            ThrowTooLong(length);

        WriteLength(length, form, narrow: 2);
        Encoding.UTF8.GetBytes(value, frame.Append(length));
    }

    public void WriteBytes(ReadOnlyMemory<byte> value, LengthForm form)
    {
        WriteLength(value.Length, form, narrow: 4);
        value.Span.CopyTo(frame.Append(value.Length));
    }

    public void WriteNullableBytes(ReadOnlyMemory<byte>? value, LengthForm form)
    {
        if (value is { } bytes)
            WriteBytes(bytes, form);
        else
            WriteLength(-1, form, narrow: 4);
    }

    public void WriteRecords(ReadOnlyMemory<byte> value, LengthForm form)
    {
        WriteLength(value.Length, form, narrow: 4);
        frame.Splice(value);
    }

    public void WriteNullableRecords(ReadOnlyMemory<byte>? value, LengthForm form)
    {
        if (value is { } records)
            WriteRecords(records, form);
        else
            WriteLength(-1, form, narrow: 4);
    }

    public void WriteInt32Array(int[] values, LengthForm form)
    {
        WriteLength(values.Length, form, narrow: 4);
        foreach (var value in values)
            WriteInt32(value);
    }

    public void WriteInt64Array(long[] values, LengthForm form)
    {
        WriteLength(values.Length, form, narrow: 4);
        foreach (var value in values)
            WriteInt64(value);
    }

    public void WriteStringArray(string[] values, LengthForm form)
    {
        WriteLength(values.Length, form, narrow: 4);
        foreach (var value in values)
            WriteString(value, form);
    }

    public void WriteNullableStringArray(string[]? values, LengthForm form)
    {
        if (values is null)
            WriteLength(-1, form, narrow: 4);
        else
            WriteStringArray(values, form);
    }

    public void WriteArray<T>(T[]? values, short version, LengthForm form)
        where T : class, IWireStruct<T>
    {
        if (values is null)
            ThrowNull();

        WriteNullableArray(values, version, form);
    }

    public void WriteNullableArray<T>(T[]? values, short version, LengthForm form)
        where T : class, IWireStruct<T>
    {
        WriteLength(values?.Length ?? -1, form, narrow: 4);
        var writer = this;
        foreach (var value in values ?? [])
            value.Write(ref writer, version);
    }

    public void WriteNullableStruct<T>(T? value, short version)
        where T : class, IWireStruct<T>
    {
        WriteInt8(value is null ? (sbyte)-1 : (sbyte)1);
        var writer = this;
        value?.Write(ref writer, version);
    }

    /// <summary>The count of an array, −1 for null; the elements follow.</summary>
    public void WriteCount(int count, LengthForm form) => WriteLength(count, form, narrow: 4);

    public void WriteTagCount(int count) => WriteUnsignedVarint((uint)count);

    /// <summary>Begins a tagged field; its value follows, then <see cref="EndTag"/> with what this returned.</summary>
    public int BeginTag(int number)
    {
        WriteUnsignedVarint((uint)number);
        return frame.Length;
    }

    public void EndTag(int start)
    {
        var size = (uint)(frame.Length - start);
        PutVarint(frame.Insert(start, VarintBytes(size)), size);
    }

    private void WriteLength(int length, LengthForm form, int narrow)
    {
        if (form == LengthForm.Compact)
            WriteUnsignedVarint((uint)(length + 1));
        else if (narrow == 2)
            WriteInt16((short)length);
        else
            WriteInt32(length);
    }

    private static int VarintBytes(uint value) => value switch
    {
        < 1u << 7 => 1,
        < 1u << 14 => 2,
        < 1u << 21 => 3,
        < 1u << 28 => 4,
        _ => 5,
    };

    private static void PutVarint(Span<byte> target, uint value)
    {
        var position = 0;
        for (; value >= 0x80; value >>= 7)
            target[position++] = (byte)(value | 0x80);

        target[position] = (byte)value;
    }

    [DoesNotReturn]
    private static void ThrowNull() =>
        throw new InvalidOperationException("Null was to be written where this version has no null.");

    [DoesNotReturn]
    private static void ThrowTooLong(int length) =>
        throw new InvalidOperationException(
            $"A string of {length} bytes was to be written; the wire holds {short.MaxValue}.");
}
