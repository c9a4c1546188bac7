using System.Text.Json;
using System.Text.Unicode;

namespace SchemaRegistry.Formats.Protobuf.Encoding;

/// <summary>Prints values that are no messages, and keys of maps, as the JSON mapping has them.</summary>
internal static class ScalarPrinter
{
    private const int MaxIntegerDigits = 20;

    public static bool TryWrite(
        Utf8JsonWriter writer, ref WireReader reader, FieldPlan field, RawValue value, WideIntegers wideIntegers)
    {
        switch (field.Kind)
        {
            case FieldKind.Double:
                WriteDouble(writer, BitConverter.UInt64BitsToDouble(value.Bits));
                return true;
            case FieldKind.Float:
                WriteSingle(writer, BitConverter.UInt32BitsToSingle((uint)value.Bits));
                return true;
            case FieldKind.Int32 or FieldKind.SInt32 or FieldKind.SFixed32:
                writer.WriteNumberValue((int)value.Bits);
                return true;
            case FieldKind.UInt32 or FieldKind.Fixed32:
                writer.WriteNumberValue((uint)value.Bits);
                return true;
            case FieldKind.Bool:
                writer.WriteBooleanValue(value.Bits != 0);
                return true;
            case FieldKind.Enum:
                WriteEnum(writer, field.Enum!, (int)value.Bits);
                return true;
            case FieldKind.String or FieldKind.Bytes:
                return TryWriteText(writer, ref reader, field.Kind, value);
            default:
                WriteLong(writer, field.Kind, value, wideIntegers);
                return true;
        }
    }

    public static bool TryWriteKey(Utf8JsonWriter writer, ref WireReader reader, FieldPlan key, RawValue value)
    {
        if (key.Kind == FieldKind.String)
        {
            if (!TryTakeText(ref reader, value, out var text))
                return false;
            writer.WritePropertyName(text);
            return true;
        }

        Span<byte> digits = stackalloc byte[MaxIntegerDigits];
        writer.WritePropertyName(Format(digits, key.Kind, value));
        return true;
    }

    /// <summary>A key that is no string, for the path of a problem.</summary>
    public static string KeyText(FieldKind kind, RawValue value)
    {
        Span<byte> digits = stackalloc byte[MaxIntegerDigits];
        return System.Text.Encoding.UTF8.GetString(Format(digits, kind, value));
    }

    /// <summary>A string that can be printed: valid UTF-8 of a size that the JSON writer takes.</summary>
    public static bool TryTakeText(ref WireReader reader, RawValue value, out ReadOnlySpan<byte> text)
    {
        text = reader.Slice(value.Start, value.Size);
        if (text.Length > ProtobufDataLimits.MaxJsonTextBytes)
            return FailTooLong(ref reader, value);
        return Utf8.IsValid(text)
            || reader.Fail("a string is not valid UTF-8, so JSON can not hold it", value.Start + InvalidUtf8.Find(text));
    }

    /// <summary>64 bits are a string in JSON: many of its parsers read numbers as doubles.</summary>
    private static void WriteLong(Utf8JsonWriter writer, FieldKind kind, RawValue value, WideIntegers wideIntegers)
    {
        Span<byte> digits = stackalloc byte[MaxIntegerDigits];
        var text = Format(digits, kind, value);
        if (wideIntegers == WideIntegers.Number)
            writer.WriteRawValue(text, skipInputValidation: true);
        else
            writer.WriteStringValue(text);
    }

    private static void WriteDouble(Utf8JsonWriter writer, double value)
    {
        if (double.IsFinite(value))
            writer.WriteNumberValue(value);
        else
            writer.WriteStringValue(NumberText.WordFor(value));
    }

    private static void WriteSingle(Utf8JsonWriter writer, float value)
    {
        if (float.IsFinite(value))
            writer.WriteNumberValue(value);
        else
            writer.WriteStringValue(NumberText.WordFor(value));
    }

    private static void WriteEnum(Utf8JsonWriter writer, EnumPlan plan, int number)
    {
        if (plan.IsNullValue)
            writer.WriteNullValue();
        else if (plan.FindName(number) is { } name)
            writer.WriteStringValue(name);
        else
            writer.WriteNumberValue(number);
    }

    private static bool TryWriteText(Utf8JsonWriter writer, ref WireReader reader, FieldKind kind, RawValue value)
    {
        if (kind == FieldKind.String)
        {
            if (!TryTakeText(ref reader, value, out var text))
                return false;
            writer.WriteStringValue(text);
            return true;
        }

        if (value.Size > ProtobufDataLimits.MaxJsonTextBytes)
            return FailTooLong(ref reader, value);
        writer.WriteBase64StringValue(reader.Slice(value.Start, value.Size));
        return true;
    }

    private static bool FailTooLong(ref WireReader reader, RawValue value) => reader.Fail(
        $"a text of more than {ProtobufDataLimits.MaxJsonTextBytes} bytes is not printed as JSON", value.Start);

    private static ReadOnlySpan<byte> Format(Span<byte> digits, FieldKind kind, RawValue value)
    {
        if (kind == FieldKind.Bool)
            return value.Bits != 0 ? "true"u8 : "false"u8;
        var isUnsigned = kind is FieldKind.UInt32 or FieldKind.Fixed32 or FieldKind.UInt64 or FieldKind.Fixed64;
        _ = isUnsigned
            ? value.Bits.TryFormat(digits, out var size)
            : ((long)value.Bits).TryFormat(digits, out size);
        return digits[..size];
    }
}
