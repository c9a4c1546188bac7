using System.Text.Json;

namespace SchemaRegistry.Formats.Protobuf.Encoding;

/// <summary>
/// Writes a JSON token, or the name that is a map's key, as a value that is no message and no enum; answers false when
/// it does not fit the type.
/// </summary>
internal static class ScalarEncoder
{
    public static bool TryEncode(ref Utf8JsonReader json, FieldKind kind, EncodeScratch scratch)
    {
        switch (json.TokenType)
        {
            case JsonTokenType.True or JsonTokenType.False when kind == FieldKind.Bool:
                scratch.Output.WriteByte(json.TokenType == JsonTokenType.True ? (byte)1 : (byte)0);
                return true;
            case JsonTokenType.Number when kind is not (FieldKind.Bool or FieldKind.String or FieldKind.Bytes):
                return TryEncodeNumber(json.ValueSpan, kind, scratch.Output);
            case JsonTokenType.String when kind != FieldKind.Bool:
                return TryEncodeText(scratch.Unescape(ref json), kind, scratch.Output);
            default:
                return false;
        }
    }

    /// <summary>The reader stands on the name.</summary>
    public static bool TryEncodeKey(ref Utf8JsonReader json, FieldKind kind, EncodeScratch scratch)
    {
        var text = scratch.Unescape(ref json);
        if (kind != FieldKind.Bool)
            return TryEncodeText(text, kind, scratch.Output);
        var isTrue = text.SequenceEqual("true"u8);
        scratch.Output.WriteByte(isTrue ? (byte)1 : (byte)0);
        return isTrue || text.SequenceEqual("false"u8);
    }

    private static bool TryEncodeText(ReadOnlySpan<byte> text, FieldKind kind, EncodeBuffer output)
    {
        if (kind == FieldKind.Bytes)
            return Base64Text.TryDecode(text, output);
        if (kind != FieldKind.String)
            return TryEncodeNumber(text, kind, output);
        output.WriteWithLength(text);
        return true;
    }

    private static bool TryEncodeNumber(ReadOnlySpan<byte> text, FieldKind kind, EncodeBuffer output)
    {
        switch (kind)
        {
            case FieldKind.Double:
                if (!NumberText.TryReadDouble(text, out var real))
                    return false;
                output.WriteFixed64(BitConverter.DoubleToUInt64Bits(real));
                return true;
            case FieldKind.Float:
                if (!NumberText.TryReadSingle(text, out var single))
                    return false;
                output.WriteFixed32(BitConverter.SingleToUInt32Bits(single));
                return true;
            case FieldKind.UInt32 or FieldKind.Fixed32 or FieldKind.UInt64 or FieldKind.Fixed64:
                return TryEncodeUnsigned(text, kind, output);
            default:
                return TryEncodeSigned(text, kind, output);
        }
    }

    private static bool TryEncodeUnsigned(ReadOnlySpan<byte> text, FieldKind kind, EncodeBuffer output)
    {
        if (!NumberText.TryReadInteger(text, out var value, out var isNegative) || isNegative)
            return false;
        if (kind is FieldKind.UInt32 or FieldKind.Fixed32 && value > uint.MaxValue)
            return false;
        if (kind == FieldKind.Fixed32)
            output.WriteFixed32((uint)value);
        else if (kind == FieldKind.Fixed64)
            output.WriteFixed64(value);
        else
            output.WriteVarint(value);
        return true;
    }

    private static bool TryEncodeSigned(ReadOnlySpan<byte> text, FieldKind kind, EncodeBuffer output)
    {
        var isLong = kind is FieldKind.Int64 or FieldKind.SFixed64 or FieldKind.SInt64;
        var (min, max) = isLong ? (long.MinValue, long.MaxValue) : (int.MinValue, int.MaxValue);
        if (!NumberText.TryReadInt64(text, min, max, out var value))
            return false;
        if (kind == FieldKind.SFixed32)
            output.WriteFixed32((uint)(int)value);
        else if (kind == FieldKind.SFixed64)
            output.WriteFixed64((ulong)value);
        else
            output.WriteVarint(kind is FieldKind.SInt32 or FieldKind.SInt64 ? Varint.ZigZag(value) : (ulong)value);
        return true;
    }
}
