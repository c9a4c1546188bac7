using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;

namespace SchemaRegistry.Kafka.Wire;

/// <summary>
/// Reads the primitives of the protocol from one frame. Every length and count is held against the bytes that are
/// left before anything is allocated; what does not fit throws <see cref="WireFormatException"/>. Records and bytes
/// are slices of the frame and live as long as it does.
/// </summary>
public ref struct WireReader
{
    private readonly ReadOnlyMemory<byte> _frame;
    private readonly ReadOnlySpan<byte> _span;
    private int _position;
    private int _elementsLeft;

    public WireReader(ReadOnlyMemory<byte> frame)
    {
        _frame = frame;
        _span = frame.Span;
        _elementsLeft = WireLimits.MaxElementsPerRequest;
    }

    public readonly int Position => _position;

    public readonly int Left => _span.Length - _position;

    public bool ReadBool() => Take(1)[0] != 0;

    public sbyte ReadInt8() => (sbyte)Take(1)[0];

    public short ReadInt16() => BinaryPrimitives.ReadInt16BigEndian(Take(2));

    public int ReadInt32() => BinaryPrimitives.ReadInt32BigEndian(Take(4));

    public long ReadInt64() => BinaryPrimitives.ReadInt64BigEndian(Take(8));

    public Guid ReadUuid() => new(Take(16), bigEndian: true);

    public uint ReadUnsignedVarint()
    {
        var start = _position;
        uint value = 0;
        for (var shift = 0; shift < 35; shift += 7)
        {
            uint read = Take(1)[0];
            if (shift == 28 && read > 0x0F)
                break;

            value |= (read & 0x7F) << shift;
            if (read < 0x80)
                return value;
        }

        Malformed.Varint(start);
        return 0;
    }

    public string ReadString(LengthForm form)
    {
        var length = ReadLength(form, narrow: 2);
        if (length < 0)
            Malformed.UnexpectedNull(_position);

        return TakeText(length);
    }

    public string? ReadNullableString(LengthForm form)
    {
        var length = ReadLength(form, narrow: 2);
        return length < 0 ? null : TakeText(length);
    }

    /// <summary>The bytes of a string, known to be UTF-8, for those who look it up instead of keeping it.</summary>
    public ReadOnlySpan<byte> ReadText(LengthForm form)
    {
        var length = ReadLength(form, narrow: 2);
        if (length < 0)
            Malformed.UnexpectedNull(_position);

        return TakeTextBytes(length);
    }

    /// <summary>As <see cref="ReadText"/>, where null is possible: it is empty then too.</summary>
    public ReadOnlySpan<byte> ReadNullableText(LengthForm form, out bool isNull)
    {
        var length = ReadLength(form, narrow: 2);
        isNull = length < 0;
        return TakeTextBytes(Math.Max(0, length));
    }

    public ReadOnlyMemory<byte> ReadBytes(LengthForm form)
    {
        var length = ReadLength(form, narrow: 4);
        if (length < 0)
            Malformed.UnexpectedNull(_position);

        return TakeMemory(length);
    }

    public ReadOnlyMemory<byte>? ReadNullableBytes(LengthForm form)
    {
        var length = ReadLength(form, narrow: 4);
        // A bare null would turn into empty memory: there is a conversion from arrays.
        return length < 0 ? default(ReadOnlyMemory<byte>?) : TakeMemory(length);
    }

    public ReadOnlyMemory<byte> ReadRecords(LengthForm form) => ReadBytes(form);

    public ReadOnlyMemory<byte>? ReadNullableRecords(LengthForm form) => ReadNullableBytes(form);

    public int[] ReadInt32Array(LengthForm form)
    {
        var values = new int[ReadCount(form, minElementBytes: 4)];
        for (var index = 0; index < values.Length; index++)
            values[index] = ReadInt32();

        return values;
    }

    public long[] ReadInt64Array(LengthForm form)
    {
        var values = new long[ReadCount(form, minElementBytes: 8)];
        for (var index = 0; index < values.Length; index++)
            values[index] = ReadInt64();

        return values;
    }

    public string[] ReadStringArray(LengthForm form) => ReadStrings(ReadCount(form, minElementBytes: 1), form);

    public string[]? ReadNullableStringArray(LengthForm form)
    {
        var count = ReadNullableCount(form, minElementBytes: 1);
        return count < 0 ? null : ReadStrings(count, form);
    }

    public T[] ReadArray<T>(short version, LengthForm form, int minElementBytes)
        where T : class, IWireStruct<T> => ReadElements<T>(ReadCount(form, minElementBytes), version);

    public T[]? ReadNullableArray<T>(short version, LengthForm form, int minElementBytes)
        where T : class, IWireStruct<T>
    {
        var count = ReadNullableCount(form, minElementBytes);
        return count < 0 ? null : ReadElements<T>(count, version);
    }

    /// <summary>A nullable struct stands behind one byte, −1 for null.</summary>
    public T? ReadNullableStruct<T>(short version)
        where T : class, IWireStruct<T> => ReadInt8() < 0 ? null : T.Read(ref this, version);

    public int ReadTagCount()
    {
        var start = _position;
        var count = ReadUnsignedVarint();
        // A tag takes its number and its size, a byte each at least.
        if (count > (uint)Left / 2)
            Malformed.Count(count, start, Left);

        return (int)count;
    }

    public WireTag ReadTag()
    {
        var start = _position;
        var number = ReadUnsignedVarint();
        var size = ReadUnsignedVarint();
        if (size > (uint)Left || number > int.MaxValue)
            Malformed.Length(size, start, Left);

        return new WireTag((int)number, _position + (int)size);
    }

    /// <summary>Goes on behind a tag, whatever of it was not understood; reading beyond its size is an error.</summary>
    public void LeaveTag(WireTag tag)
    {
        if (_position > tag.End)
            Malformed.Tag(tag.Number, _position);

        _position = tag.End;
    }

    public void SkipTags()
    {
        for (var tags = ReadTagCount(); tags > 0; tags--)
            LeaveTag(ReadTag());
    }

    /// <summary>The count of an array; the elements follow and have so many bytes each at least.</summary>
    public int ReadCount(LengthForm form, int minElementBytes)
    {
        var count = ReadNullableCount(form, minElementBytes);
        if (count < 0)
            Malformed.UnexpectedNull(_position);

        return count;
    }

    private T[] ReadElements<T>(int count, short version)
        where T : class, IWireStruct<T>
    {
        if (count == 0)
            return [];

        var values = new T[count];
        for (var index = 0; index < count; index++)
            values[index] = T.Read(ref this, version);

        return values;
    }

    private string[] ReadStrings(int count, LengthForm form)
    {
        var values = new string[count];
        for (var index = 0; index < values.Length; index++)
            values[index] = ReadString(form);

        return values;
    }

    private int ReadNullableCount(LengthForm form, int minElementBytes)
    {
        var start = _position;
        var count = form == LengthForm.Compact ? (long)ReadUnsignedVarint() - 1 : ReadInt32();
        if (count < -1 || count > Left / minElementBytes)
            Malformed.Count(count, start, Left);

        _elementsLeft -= (int)Math.Max(0, count);
        if (_elementsLeft < 0)
            Malformed.TooManyElements(start);

        return (int)count;
    }

    private int ReadLength(LengthForm form, int narrow)
    {
        var start = _position;
        var length = form == LengthForm.Compact ? (long)ReadUnsignedVarint() - 1
            : narrow == 2 ? ReadInt16() : ReadInt32();
        // A compact string could be longer than one of an older version, in which it could not be sent back.
        if (length < -1 || length > Left || (narrow == 2 && length > short.MaxValue))
            Malformed.Length(length, start, Left);

        return (int)length;
    }

    private string TakeText(int length) => Encoding.UTF8.GetString(TakeTextBytes(length));

    private ReadOnlySpan<byte> TakeTextBytes(int length)
    {
        var bytes = Take(length);
        if (!Utf8.IsValid(bytes))
            Malformed.Text(_position - length);

        return bytes;
    }

    private ReadOnlyMemory<byte> TakeMemory(int length)
    {
        var start = _position;
        Take(length);
        return _frame.Slice(start, length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ReadOnlySpan<byte> Take(int length)
    {
        var start = _position;
        if (length > _span.Length - start)
            Malformed.Truncated(length, start, _span.Length - start);

        _position = start + length;
        return _span.Slice(start, length);
    }
}
