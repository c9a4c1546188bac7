using System.Globalization;
using System.Text;
using SchemaRegistry.Formats.Protobuf.Linking.Options;
using SchemaRegistry.Formats.Protobuf.Linking.Symbols;
using SchemaRegistry.Formats.Protobuf.Model;
using ProtoType = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Type;

namespace SchemaRegistry.Formats.Protobuf.Linking;

/// <summary>Checks default values and writes them as descriptors hold them: as text, bytes with C's escapes.</summary>
internal static class DefaultValues
{
    public static void Link(LinkedFile file, LinkProblems problems)
    {
        foreach (var field in file.Fields)
        {
            if (field.Source.FindOption("default") is not { } option)
                continue;
            if (field.IsRepeated)
                problems.Add(option.Place, "Repeated fields can't have default values");
            else if (field.MessageType is not null)
                problems.Add(option.Place, "Messages can't have default values");
            else if (!field.Proto.HasType)
                continue;
            else if (TextOf(field, option.Value, out var expected) is { } text)
                field.Proto.DefaultValue = text;
            else
                problems.Add(option.Value.Place, $"The default value of \"{field.FullName}\" must be {expected}");
        }
    }

    private static string? TextOf(FieldSymbol field, OptionValue value, out string expected)
    {
        // The encoder knows which values fit; only an enum value is too plain a thing to be a number here.
        if (ScalarEncoder.Encode(field, value, ValueStyle.Option, out expected) is not { } wire)
            return null;
        switch (field.Proto.Type)
        {
            case ProtoType.String:
                expected = "a string that is valid UTF-8";
                return Utf8OrNull(wire.Bytes.Span);
            case ProtoType.Bytes:
                return Escape(wire.Bytes.Span);
            case ProtoType.Float:
                return RealText.Of(BitConverter.UInt32BitsToSingle((uint)wire.Bits));
            case ProtoType.Double:
                return RealText.Of(BitConverter.UInt64BitsToDouble(wire.Bits));
            case ProtoType.Bool or ProtoType.Enum:
                return ((WordValue)value).Word;
            default:
                var integer = (IntegerValue)value;
                var sign = integer.IsNegative && integer.Magnitude != 0 ? "-" : "";
                return sign + integer.Magnitude.ToString(CultureInfo.InvariantCulture);
        }
    }

    private static string? Utf8OrNull(ReadOnlySpan<byte> bytes) =>
        System.Text.Unicode.Utf8.IsValid(bytes) ? System.Text.Encoding.UTF8.GetString(bytes) : null;

    private static string Escape(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        foreach (var value in bytes)
        {
            _ = value switch
            {
                (byte)'\n' => text.Append("\\n"),
                (byte)'\r' => text.Append("\\r"),
                (byte)'\t' => text.Append("\\t"),
                (byte)'"' => text.Append("\\\""),
                (byte)'\'' => text.Append("\\'"),
                (byte)'\\' => text.Append("\\\\"),
                < 0x20 or >= 0x7f => text.Append('\\').Append((char)('0' + (value >> 6)))
                    .Append((char)('0' + ((value >> 3) & 7))).Append((char)('0' + (value & 7))),
                _ => text.Append((char)value),
            };
        }

        return text.ToString();
    }
}
