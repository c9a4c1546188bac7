using System.Globalization;
using Google.Protobuf;
using SchemaRegistry.Formats.Protobuf.Model;

namespace SchemaRegistry.Formats.Protobuf.Resolution;

/// <summary>The word of a scalar type; for an enum its name, and the names of its values by number.</summary>
internal sealed record WireScalar(string Word, IReadOnlyDictionary<int, string>? Constants);

/// <summary>Reads encoded scalars as values of text.</summary>
internal static class WireScalars
{
    /// <summary>
    /// One value, or those of a packed field; none, and the field is passed over, when its wire type does not fit.
    /// </summary>
    /// <exception cref="InvalidProtocolBufferException">The bytes end too early.</exception>
    public static List<OptionValue> Read(CodedInputStream input, WireFormat.WireType wireType, WireScalar scalar)
    {
        var expected = WireTypeOf(scalar);
        if (wireType == expected)
            return [ReadOne(input, scalar)];
        if (wireType != WireFormat.WireType.LengthDelimited)
        {
            input.SkipLastField();
            return [];
        }

        var values = new List<OptionValue>();
        var packed = input.ReadBytes().CreateCodedInput();
        while (!packed.IsAtEnd)
            values.Add(ReadOne(packed, scalar));
        return values;
    }

    private static WireFormat.WireType WireTypeOf(WireScalar scalar) => scalar switch
    {
        { Constants: not null } => WireFormat.WireType.Varint,
        { Word: "string" or "bytes" } => WireFormat.WireType.LengthDelimited,
        { Word: "fixed32" or "sfixed32" or "float" } => WireFormat.WireType.Fixed32,
        { Word: "fixed64" or "sfixed64" or "double" } => WireFormat.WireType.Fixed64,
        _ => WireFormat.WireType.Varint,
    };

    private static OptionValue ReadOne(CodedInputStream input, WireScalar scalar)
    {
        if (scalar.Constants is { } constants)
            return Constant(constants, input.ReadEnum());
        return scalar.Word switch
        {
            "string" or "bytes" => new StringValue(input.ReadBytes().Memory),
            "bool" => new WordValue(input.ReadBool() ? "true" : "false"),
            "float" => Real(input.ReadFloat()),
            "double" => Real(input.ReadDouble()),
            "uint32" => Integer(input.ReadUInt32()),
            "uint64" => Integer(input.ReadUInt64()),
            "fixed32" => Integer(input.ReadFixed32()),
            "fixed64" => Integer(input.ReadFixed64()),
            "sint32" => Integer(input.ReadSInt32()),
            "sint64" => Integer(input.ReadSInt64()),
            "sfixed32" => Integer(input.ReadSFixed32()),
            "sfixed64" => Integer(input.ReadSFixed64()),
            "int32" => Integer(input.ReadInt32()),
            _ => Integer(input.ReadInt64()),
        };
    }

    private static OptionValue Constant(IReadOnlyDictionary<int, string> constants, int number) =>
        constants.TryGetValue(number, out var name) ? new WordValue(name) : Integer(number);

    private static IntegerValue Integer(ulong value) =>
        new(value, IsNegative: false, value.ToString(CultureInfo.InvariantCulture));

    private static IntegerValue Integer(long value)
    {
        var magnitude = value < 0 ? unchecked((ulong)-value) : (ulong)value;
        return new IntegerValue(magnitude, value < 0, magnitude.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>The spelling is the shortest that reads as the same number of its type.</summary>
    private static OptionValue Real(float value) =>
        Real(value, MathF.Abs(value).ToString("R", CultureInfo.InvariantCulture));

    private static OptionValue Real(double value) =>
        Real(value, Math.Abs(value).ToString("R", CultureInfo.InvariantCulture));

    private static OptionValue Real(double value, string spelling)
    {
        if (double.IsNaN(value))
            return new WordValue("nan");
        return double.IsInfinity(value)
            ? new WordValue("inf", double.IsNegative(value))
            : new FloatValue(value, spelling);
    }
}
