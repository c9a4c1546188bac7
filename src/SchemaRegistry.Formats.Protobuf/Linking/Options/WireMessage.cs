using Google.Protobuf;

namespace SchemaRegistry.Formats.Protobuf.Linking.Options;

/// <summary>A message that is being put together, field by field, as it will be encoded.</summary>
internal sealed class WireMessage
{
    public List<WireField> Fields { get; } = [];

    /// <summary>
    /// Brings the fields into the order of their numbers, those of one number staying in theirs, and packs together
    /// what is packed; as a complete message is encoded.
    /// </summary>
    public void Complete()
    {
        var sorted = Fields.OrderBy(field => field.Number).ToList();
        Fields.Clear();
        for (var i = 0; i < sorted.Count; i++)
        {
            if (!sorted[i].IsPacked)
            {
                Fields.Add(sorted[i]);
                continue;
            }

            using var packed = new MemoryStream();
            using var output = new CodedOutputStream(packed);
            var number = sorted[i].Number;
            for (; i < sorted.Count && sorted[i].Number == number; i++)
                sorted[i].WriteValue(output);
            i--;
            output.Flush();
            Fields.Add(WireField.OfBytes(number, packed.ToArray()));
        }
    }

    /// <summary>The encoded message. Recursion goes as deep as aggregates nest, which the parser bounds.</summary>
    public byte[] ToByteArray()
    {
        using var bytes = new MemoryStream();
        using var output = new CodedOutputStream(bytes);
        WriteTo(output);
        output.Flush();
        return bytes.ToArray();
    }

    public void WriteTo(CodedOutputStream output)
    {
        foreach (var field in Fields)
        {
            output.WriteTag(field.Number, field.WireType);
            field.WriteValue(output);
            if (field.WireType == WireFormat.WireType.StartGroup)
                output.WriteTag(field.Number, WireFormat.WireType.EndGroup);
        }
    }
}

/// <summary>
/// One value of a field. Numbers are in <paramref name="Bits"/>; strings and bytes in <paramref name="Bytes"/>;
/// messages and groups in <paramref name="Message"/>.
/// </summary>
internal readonly record struct WireField(
    int Number,
    WireFormat.WireType WireType,
    ulong Bits,
    ReadOnlyMemory<byte> Bytes,
    WireMessage? Message,
    bool IsPacked)
{
    public static WireField OfBits(int number, WireFormat.WireType type, ulong bits, bool isPacked = false) =>
        new(number, type, bits, default, null, isPacked);

    public static WireField OfBytes(int number, ReadOnlyMemory<byte> bytes) =>
        new(number, WireFormat.WireType.LengthDelimited, 0, bytes, null, IsPacked: false);

    public static WireField OfMessage(int number, WireMessage message, bool isDelimited) => new(
        number,
        isDelimited ? WireFormat.WireType.StartGroup : WireFormat.WireType.LengthDelimited,
        0,
        default,
        message,
        IsPacked: false);

    /// <summary>Whether it is the zero value of its type, which a field without presence does not keep.</summary>
    public bool IsZero => Message is null && Bits == 0 && Bytes.IsEmpty;

    public void WriteValue(CodedOutputStream output)
    {
        switch (WireType)
        {
            case WireFormat.WireType.Varint:
                output.WriteUInt64(Bits);
                break;
            case WireFormat.WireType.Fixed32:
                output.WriteFixed32((uint)Bits);
                break;
            case WireFormat.WireType.Fixed64:
                output.WriteFixed64(Bits);
                break;
            case WireFormat.WireType.StartGroup:
                Message!.WriteTo(output);
                break;
            default:
                output.WriteBytes(UnsafeByteOperations.UnsafeWrap(Message is null ? Bytes : Message.ToByteArray()));
                break;
        }
    }
}
