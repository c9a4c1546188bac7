namespace SchemaRegistry.Formats.Protobuf.Encoding;

/// <summary>
/// A scalar as it was read, by its kind: integers sign-extended to 64 bits, the bits of a double or float, 0 or 1, or
/// the size of a text that begins at <see cref="Start"/>. The default of every kind has 0 for its bits.
/// </summary>
internal readonly record struct RawValue(ulong Bits, int Start = 0)
{
    public int Size => (int)Bits;

    /// <summary>The reader stands behind the tag.</summary>
    public static bool TryRead(ref WireReader reader, FieldPlan field, out RawValue value)
    {
        var bits = 0UL;
        var start = 0;
        bool isRead;
        switch (field.Wire)
        {
            case WireKind.Varint:
                isRead = reader.TryReadVarint(out bits);
                bits = Normalize(bits, field.Kind);
                break;
            case WireKind.Fixed64:
                isRead = reader.TryReadFixed64(out bits);
                break;
            case WireKind.Fixed32:
                isRead = reader.TryReadFixed32(out var half);
                bits = field.Kind == FieldKind.SFixed32 ? (ulong)(int)half : half;
                break;
            default:
                isRead = reader.TryReadLength(out var size);
                bits = (ulong)size;
                start = reader.Position;
                reader.Seek(start + size, reader.End);
                break;
        }

        value = new RawValue(bits, start);
        return isRead;
    }

    /// <summary>What goes beyond 32 bits is cut off, as every parser does.</summary>
    private static ulong Normalize(ulong bits, FieldKind kind) => kind switch
    {
        FieldKind.Int32 or FieldKind.Enum => (ulong)(int)bits,
        FieldKind.UInt32 => (uint)bits,
        FieldKind.SInt32 => (ulong)(int)Varint.UnZigZag((uint)bits),
        FieldKind.SInt64 => (ulong)Varint.UnZigZag(bits),
        FieldKind.Bool => bits == 0 ? 0UL : 1UL,
        _ => bits,
    };
}
