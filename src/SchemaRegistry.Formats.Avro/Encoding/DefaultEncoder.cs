using System.Globalization;
using SchemaRegistry.Formats.Avro.Model;

namespace SchemaRegistry.Formats.Avro.Encoding;

/// <summary>
/// Encodes the default of a field, which the schema holds as JSON. A default of a union means the first branch that
/// it fits: the specification asked for the first branch up to version 1.11 and allows any since 1.12.
/// </summary>
internal sealed class DefaultEncoder
{
    private readonly EncodeBuffer _output = new();
    private int _values;

    public static bool TryEncode(RecordField field, out byte[] bytes, out string message)
    {
        var encoder = new DefaultEncoder();
        bytes = [];
        message = "";
        if (field.Default is null)
            message = $"the field '{field.Name}' is missing and has no default";
        else if (!encoder.Encode(field.Type, field.Default, 0))
            message = $"the default of the field '{field.Name}' does not fit its type, or is too large";
        else
            bytes = encoder._output.Written.ToArray();
        return message.Length == 0;
    }

    private bool Encode(AvroSchema type, AvroJson? value, int depth)
    {
        if (value is null || depth > AvroLimits.MaxDefaultDepth)
            return false;
        if (++_values > AvroLimits.MaxDefaultValues || _output.Length > AvroLimits.MaxDefaultBytes)
            return false;

        return type switch
        {
            UnionSchema union => EncodeUnion(union, value, depth),
            RecordSchema record => EncodeRecord(record, value, depth),
            ArraySchema array => EncodeArray(array, value, depth),
            MapSchema map => EncodeMap(map, value, depth),
            EnumSchema symbols => EncodeSymbol(symbols, value),
            FixedSchema or { Kind: AvroKind.Bytes } => EncodeBytes(type as FixedSchema, value),
            _ => EncodeSimple(type.Kind, value),
        };
    }

    private bool EncodeUnion(UnionSchema union, AvroJson value, int depth)
    {
        var start = _output.Length;
        for (var branch = 0; branch < union.Branches.Count; branch++)
        {
            _output.WriteLong(branch);
            if (Encode(union.Branches[branch], value, depth + 1))
                return true;
            _output.CutBack(start);
        }

        return false;
    }

    private bool EncodeRecord(RecordSchema record, AvroJson value, int depth)
    {
        if (value.Kind != AvroJsonKind.Object)
            return false;
        foreach (var field in record.Fields)
        {
            if (!Encode(field.Type, value[field.Name] ?? field.Default, depth + 1))
                return false;
        }

        return true;
    }

    private bool EncodeArray(ArraySchema array, AvroJson value, int depth)
    {
        if (value.Kind != AvroJsonKind.Array)
            return false;
        if (value.Items.Count > 0)
            _output.WriteLong(value.Items.Count);
        foreach (var item in value.Items)
        {
            if (!Encode(array.Items, item, depth + 1))
                return false;
        }

        _output.WriteLong(0);
        return true;
    }

    private bool EncodeMap(MapSchema map, AvroJson value, int depth)
    {
        if (value.Kind != AvroJsonKind.Object)
            return false;
        if (value.Members.Count > 0)
            _output.WriteLong(value.Members.Count);
        foreach (var (key, item) in value.Members)
        {
            _output.WriteBytes(System.Text.Encoding.UTF8.GetBytes(key));
            if (!Encode(map.Values, item, depth + 1))
                return false;
        }

        _output.WriteLong(0);
        return true;
    }

    private bool EncodeSymbol(EnumSchema symbols, AvroJson value)
    {
        if (value.Kind != AvroJsonKind.String || symbols.IndexOf(value.Text) is not { } index)
            return false;
        _output.WriteLong(index);
        return true;
    }

    private bool EncodeBytes(FixedSchema? schema, AvroJson value)
    {
        if (value.Kind != AvroJsonKind.String)
            return false;
        var utf8 = System.Text.Encoding.UTF8.GetBytes(value.Text);
        var count = Latin1.CountOrNegative(utf8);
        if (count < 0 || (schema is not null && schema.Size != count))
            return false;
        if (schema is null)
            _output.WriteLong(count);
        Latin1.ToBytes(utf8, _output.Reserve(count));
        _output.Advance(count);
        return true;
    }

    private bool EncodeSimple(AvroKind kind, AvroJson value) => kind switch
    {
        AvroKind.Null => value.Kind == AvroJsonKind.Null,
        AvroKind.Boolean => EncodeBoolean(value),
        AvroKind.Int or AvroKind.Long => EncodeInteger(kind, value),
        AvroKind.Float or AvroKind.Double => EncodeReal(kind, value),
        _ => EncodeString(value),
    };

    private bool EncodeBoolean(AvroJson value)
    {
        if (value.Kind is not (AvroJsonKind.True or AvroJsonKind.False))
            return false;
        _output.WriteByte(value.Kind == AvroJsonKind.True ? (byte)1 : (byte)0);
        return true;
    }

    private bool EncodeInteger(AvroKind kind, AvroJson value)
    {
        if (value.Kind != AvroJsonKind.Number
            || !long.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            || (kind == AvroKind.Int && number is < int.MinValue or > int.MaxValue))
        {
            return false;
        }

        _output.WriteLong(number);
        return true;
    }

    private bool EncodeReal(AvroKind kind, AvroJson value)
    {
        var isWord = value.Kind == AvroJsonKind.String;
        var number = 0.0;
        var isReal = isWord
            ? RealWords.TryRead(System.Text.Encoding.UTF8.GetBytes(value.Text), out number)
            : value.Kind == AvroJsonKind.Number
                && double.TryParse(value.Text, CultureInfo.InvariantCulture, out number);
        if (!isReal || (!isWord && !double.IsFinite(number)))
            return false;
        if (kind == AvroKind.Double)
            _output.WriteDouble(number);
        else
            _output.WriteFloat(isWord ? (float)number : float.Parse(value.Text, CultureInfo.InvariantCulture));
        return true;
    }

    private bool EncodeString(AvroJson value)
    {
        if (value.Kind != AvroJsonKind.String)
            return false;
        _output.WriteBytes(System.Text.Encoding.UTF8.GetBytes(value.Text));
        return true;
    }
}
