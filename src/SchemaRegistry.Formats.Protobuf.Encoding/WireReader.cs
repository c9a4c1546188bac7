using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace SchemaRegistry.Formats.Protobuf.Encoding;

/// <summary>
/// Reads the parts of binary data within a range of it, which <see cref="Seek"/> sets. Methods answer false when the
/// data is bad; the first reason stands, and every caller adds its step to the path while it returns.
/// </summary>
internal ref struct WireReader(ReadOnlySpan<byte> bytes)
{
    private const int TagTypeBits = 3;
    private const string Truncated = "the data ends inside a value";
    private const int TagTypeMask = (1 << TagTypeBits) - 1;

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private string? _message;
    private int _offset;
    private DataPath? _path;

    /// <summary>Offset in the whole data; not beyond <see cref="End"/>.</summary>
    public int Position { get; private set; }

    /// <summary>Where the range ends; no part reaches beyond it.</summary>
    public int End { get; private set; } = bytes.Length;

    public void Seek(int position, int end)
    {
        Position = position;
        End = end;
    }

    public readonly ReadOnlySpan<byte> Slice(int start, int length) => _bytes.Slice(start, length);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReadVarint(out ulong value)
    {
        if (Position < End && _bytes[Position] < 0x80)
        {
            value = _bytes[Position++];
            return true;
        }

        return TryReadLongVarint(out value);
    }

    /// <summary>A field number from 1 on, and one of the six kinds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReadTag(out int number, out WireKind wire)
    {
        if (Position < End && _bytes[Position] is >= 1 << TagTypeBits and < 0x80 and var tag
            && (tag & TagTypeMask) <= (int)WireKind.Fixed32)
        {
            Position++;
            number = tag >> TagTypeBits;
            wire = (WireKind)(tag & TagTypeMask);
            return true;
        }

        return TryReadLongTag(out number, out wire);
    }

    private bool TryReadLongTag(out int number, out WireKind wire)
    {
        var start = Position;
        if (!TryReadVarint(out var tag))
        {
            (number, wire) = (0, default);
            return false;
        }

        number = (int)(tag >> TagTypeBits);
        wire = (WireKind)(tag & TagTypeMask);
        if (tag > uint.MaxValue || number == 0)
            return Fail("a tag has no valid field number; is this a message of another type, or none?", start);
        return wire <= WireKind.Fixed32
            || Fail($"a tag has the wire type {(int)wire}, which does not exist; is this no Protobuf message?", start);
    }

    public bool TryReadFixed32(out uint value)
    {
        value = 0;
        if (End - Position < sizeof(uint))
            return Fail(Truncated, Position);
        value = BinaryPrimitives.ReadUInt32LittleEndian(_bytes[Position..]);
        Position += sizeof(uint);
        return true;
    }

    public bool TryReadFixed64(out ulong value)
    {
        value = 0;
        if (End - Position < sizeof(ulong))
            return Fail(Truncated, Position);
        value = BinaryPrimitives.ReadUInt64LittleEndian(_bytes[Position..]);
        Position += sizeof(ulong);
        return true;
    }

    /// <summary>A length that lies within the range.</summary>
    public bool TryReadLength(out int length)
    {
        length = 0;
        var start = Position;
        if (!TryReadVarint(out var value))
            return false;
        if (value > (ulong)(End - Position))
            return Fail(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"a length of {value} goes beyond the end, {End - Position} bytes further on"),
                start);
        length = (int)value;
        return true;
    }

    /// <summary>Passes over a value behind its tag; groups are read to their end.</summary>
    public bool TrySkip(int number, WireKind wire, int depthLeft)
    {
        switch (wire)
        {
            case WireKind.Varint:
                return TryReadVarint(out _);
            case WireKind.Fixed64:
                return TryReadFixed64(out _);
            case WireKind.Fixed32:
                return TryReadFixed32(out _);
            case WireKind.Length:
                if (!TryReadLength(out var length))
                    return false;
                Position += length;
                return true;
            case WireKind.StartGroup:
                return TrySkipGroup(number, depthLeft, out _);
            default:
                return Fail($"the group {number} ends here, but is not open", Position);
        }
    }

    /// <summary>Passes over the rest of a group; answers where the tag stands that ends it.</summary>
    public bool TrySkipGroup(int number, int depthLeft, out int endTag)
    {
        endTag = 0;
        if (depthLeft <= 0 || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            return Fail("groups nest deeper than the limit", Position);
        while (true)
        {
            endTag = Position;
            if (Position == End)
                return Fail($"the data ends inside the group {number}", Position);
            if (!TryReadTag(out var inner, out var wire))
                return false;
            if (wire == WireKind.EndGroup)
                return inner == number || Fail($"the group {inner} ends here, but {number} is open", endTag);
            if (!TrySkip(inner, wire, depthLeft - 1))
                return false;
        }
    }

    public bool Fail(string message, int offset)
    {
        if (_message is not null)
            return false;
        _message = message;
        _offset = offset;
        return false;
    }

    public bool FailIn(string name)
    {
        (_path ??= new DataPath()).AddName(name);
        return false;
    }

    public bool FailIn(int index)
    {
        (_path ??= new DataPath()).AddIndex(index);
        return false;
    }

    public readonly ProtobufDataProblem ToProblem() =>
        new(_message ?? "the data is not valid", (_path ?? new DataPath()).ToString(), _offset);

    private bool TryReadLongVarint(out ulong value)
    {
        value = 0;
        var start = Position;
        for (var size = 0; size < Varint.MaxBytes; size++)
        {
            if (Position == End)
                return Fail(Truncated, start);
            var next = _bytes[Position++];
            value |= (ulong)(next & 0x7F) << (7 * size);
            if (next < 0x80)
                return true;
        }

        return Fail($"a number has more than {Varint.MaxBytes} bytes", start);
    }
}
