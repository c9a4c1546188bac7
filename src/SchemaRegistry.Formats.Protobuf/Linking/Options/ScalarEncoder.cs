using System.Globalization;
using Google.Protobuf;
using SchemaRegistry.Formats.Protobuf.Linking.Symbols;
using SchemaRegistry.Formats.Protobuf.Model;
using ProtoType = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Type;

namespace SchemaRegistry.Formats.Protobuf.Linking.Options;

/// <summary>
/// Encodes the value of an option, or of a field in an aggregate, that is no message. Aggregates are text format and
/// accept more spellings.
/// </summary>
internal static class ScalarEncoder
{
    /// <summary>The encoded value, or null and what would have fitted.</summary>
    public static WireField? Encode(FieldSymbol field, OptionValue value, ValueStyle style, out string expected)
    {
        expected = "";
        var isPacked = style == ValueStyle.TextFormat && field.IsPacked;
        switch (field.Proto.Type)
        {
            case ProtoType.String or ProtoType.Bytes:
                expected = "a quoted string";
                return value is StringValue text ? WireField.OfBytes(field.Number, text.Bytes) : null;
            case ProtoType.Bool:
                expected = "true or false";
                return Bool(value, style) is { } flag
                    ? WireField.OfBits(field.Number, WireFormat.WireType.Varint, flag ? 1UL : 0UL, isPacked)
                    : null;
            case ProtoType.Enum:
                expected = $"a value of the enum \"{field.EnumType!.FullName}\"";
                return EnumNumber(field.EnumType, value, style) is { } number
                    ? WireField.OfBits(field.Number, WireFormat.WireType.Varint, (ulong)(long)number, isPacked)
                    : null;
            case ProtoType.Float:
                expected = "a number";
                return Real(value, style) is { } single
                    ? WireField.OfBits(
                        field.Number,
                        WireFormat.WireType.Fixed32,
                        BitConverter.SingleToUInt32Bits((float)single),
                        isPacked)
                    : null;
            case ProtoType.Double:
                expected = "a number";
                return Real(value, style) is { } real
                    ? WireField.OfBits(
                        field.Number, WireFormat.WireType.Fixed64, BitConverter.DoubleToUInt64Bits(real), isPacked)
                    : null;
            default:
                return Integer(field, value, isPacked, out expected);
        }
    }

    /// <summary>The value of a field that is not set; of a message an empty one.</summary>
    public static WireField Zero(FieldSymbol field) => field.Proto.Type switch
    {
        ProtoType.Message or ProtoType.Group =>
            WireField.OfMessage(field.Number, new WireMessage(), field.IsDelimited),
        ProtoType.String or ProtoType.Bytes => WireField.OfBytes(field.Number, default),
        ProtoType.Float or ProtoType.Fixed32 or ProtoType.Sfixed32 =>
            WireField.OfBits(field.Number, WireFormat.WireType.Fixed32, 0),
        ProtoType.Double or ProtoType.Fixed64 or ProtoType.Sfixed64 =>
            WireField.OfBits(field.Number, WireFormat.WireType.Fixed64, 0),
        ProtoType.Enum => WireField.OfBits(
            field.Number, WireFormat.WireType.Varint, (ulong)(long)field.EnumType!.FirstNumber),
        _ => WireField.OfBits(field.Number, WireFormat.WireType.Varint, 0),
    };

    private static WireField? Integer(FieldSymbol field, OptionValue value, bool isPacked, out string expected)
    {
        var type = field.Proto.Type;
        var (min, max) = Range(type);
        expected = string.Create(CultureInfo.InvariantCulture, $"an integer from {min} to {max}");
        if (value is not IntegerValue integer)
            return null;
        var number = integer.IsNegative ? -(Int128)integer.Magnitude : integer.Magnitude;
        if (number < min || number > max)
            return null;
        var bits = unchecked((ulong)(long)number);
        return type switch
        {
            ProtoType.Sint32 or ProtoType.Sint64 =>
                WireField.OfBits(field.Number, WireFormat.WireType.Varint, ZigZag((long)number), isPacked),
            ProtoType.Fixed32 or ProtoType.Sfixed32 =>
                WireField.OfBits(field.Number, WireFormat.WireType.Fixed32, bits & uint.MaxValue, isPacked),
            ProtoType.Fixed64 or ProtoType.Sfixed64 =>
                WireField.OfBits(field.Number, WireFormat.WireType.Fixed64, bits, isPacked),
            _ => WireField.OfBits(field.Number, WireFormat.WireType.Varint, bits, isPacked),
        };
    }

    /// <summary>The values of an integer type, both ends included.</summary>
    public static (Int128 Min, Int128 Max) Range(ProtoType type) => type switch
    {
        ProtoType.Int32 or ProtoType.Sint32 or ProtoType.Sfixed32 => (int.MinValue, int.MaxValue),
        ProtoType.Uint32 or ProtoType.Fixed32 => (0, uint.MaxValue),
        ProtoType.Uint64 or ProtoType.Fixed64 => (0, ulong.MaxValue),
        _ => (long.MinValue, long.MaxValue),
    };

    private static ulong ZigZag(long number) => (ulong)((number << 1) ^ (number >> 63));

    private static bool? Bool(OptionValue value, ValueStyle style) => (value, style) switch
    {
        (WordValue { IsNegative: false, Word: "true" }, _) => true,
        (WordValue { IsNegative: false, Word: "false" }, _) => false,
        (WordValue { IsNegative: false, Word: "True" or "t" }, ValueStyle.TextFormat) => true,
        (WordValue { IsNegative: false, Word: "False" or "f" }, ValueStyle.TextFormat) => false,
        (IntegerValue { IsNegative: false, Magnitude: <= 1 } bit, ValueStyle.TextFormat) => bit.Magnitude == 1,
        _ => null,
    };

    private static int? EnumNumber(EnumSymbol type, OptionValue value, ValueStyle style)
    {
        if (value is WordValue { IsNegative: false } word)
            return type.ValuesByName.TryGetValue(word.Word, out var named) ? named.Proto.Number : null;
        if (style != ValueStyle.TextFormat || value is not IntegerValue integer)
            return null;
        var number = integer.IsNegative ? -(Int128)integer.Magnitude : integer.Magnitude;
        if (number < int.MinValue || number > int.MaxValue)
            return null;
        return !type.IsClosed || type.HasNumber((int)number) ? (int)number : null;
    }

    private static double? Real(OptionValue value, ValueStyle style) => value switch
    {
        FloatValue real => real.Number,
        IntegerValue { IsNegative: true } integer => -(double)integer.Magnitude,
        IntegerValue integer => integer.Magnitude,
        WordValue word => Word(word.Word, style) is { } magnitude
            ? word.IsNegative ? -magnitude : magnitude
            : null,
        _ => null,
    };

    private static double? Word(string word, ValueStyle style)
    {
        var known = style == ValueStyle.TextFormat ? word.ToLowerInvariant() : word;
        return known switch
        {
            "inf" => double.PositiveInfinity,
            "infinity" when style == ValueStyle.TextFormat => double.PositiveInfinity,
            // The library's NaN has its sign set, C's has not.
            "nan" => Math.CopySign(double.NaN, 1),
            _ => null,
        };
    }
}

/// <summary>Where a value is written.</summary>
internal enum ValueStyle
{
    /// <summary>Behind the equals sign of an option.</summary>
    Option,

    /// <summary>Inside the aggregate of an option.</summary>
    TextFormat,
}
