using System.Runtime.CompilerServices;
using SchemaRegistry.Formats.Avro.Model;

namespace SchemaRegistry.Formats.Avro.Encoding;

/// <summary>One pass over values that writes binary data.</summary>
internal ref struct ValueEncodeRun(EncodeBuffer output)
{
    private int _depth;
    private string? _message;
    private DataPath? _path;

    public AvroDataProblem? Encode(AvroSchema schema, object? value)
    {
        try
        {
            return Write(schema, value) ? null : ToProblem(_message!);
        }
        catch (EncodedTooLargeException e)
        {
            return ToProblem(e.Message);
        }
    }

    private bool Write(AvroSchema schema, object? value)
    {
        switch (schema.Kind, value)
        {
            case (AvroKind.Null, null):
                return true;
            case (AvroKind.Boolean, bool flag):
                output.WriteByte(flag ? (byte)1 : (byte)0);
                return true;
            case (AvroKind.Int, int number):
                output.WriteLong(number);
                return true;
            case (AvroKind.Long, long number):
                output.WriteLong(number);
                return true;
            case (AvroKind.Float, float number):
                output.WriteFloat(number);
                return true;
            case (AvroKind.Double, double number):
                output.WriteDouble(number);
                return true;
            case (AvroKind.Bytes, byte[] bytes):
                output.WriteBytes(bytes);
                return true;
            case (AvroKind.String, string text):
                return WriteString(text);
            case (AvroKind.Enum, AvroEnum symbol):
                return WriteSymbol((EnumSchema)schema, symbol);
            case (AvroKind.Fixed, AvroFixed bytes):
                return WriteFixed((FixedSchema)schema, bytes);
            case (AvroKind.Union, _):
                return WriteUnion((UnionSchema)schema, value);
            default:
                return WriteNested(schema, value);
        }
    }

    private bool WriteString(string text)
    {
        output.WriteLong(System.Text.Encoding.UTF8.GetByteCount(text));
        output.Advance(System.Text.Encoding.UTF8.GetBytes(
            text, output.Reserve(System.Text.Encoding.UTF8.GetMaxByteCount(text.Length))));
        return true;
    }

    private bool WriteSymbol(EnumSchema schema, AvroEnum symbol)
    {
        var index = ReferenceEquals(schema, symbol.Schema) ? symbol.Index : schema.IndexOf(symbol.Symbol);
        if (index is null || (uint)index.Value >= (uint)schema.Symbols.Count)
            return Fail($"the enum {schema.Name} has no such symbol");
        output.WriteLong(index.Value);
        return true;
    }

    private bool WriteFixed(FixedSchema schema, AvroFixed bytes)
    {
        if (bytes.Bytes.Length != schema.Size)
            return Fail($"the fixed {schema.Name} has {schema.Size} bytes, the value {bytes.Bytes.Length}");
        output.WriteFixed(bytes.Bytes);
        return true;
    }

    private bool WriteUnion(UnionSchema schema, object? value)
    {
        for (var branch = 0; branch < schema.Branches.Count; branch++)
        {
            if (!IsOf(schema.Branches[branch], value))
                continue;
            output.WriteLong(branch);
            return Write(schema.Branches[branch], value);
        }

        return Fail($"expected {UnionShape.Describe(schema)}, found {Describe(value)}");
    }

    private static bool IsOf(AvroSchema schema, object? value) => (schema.Kind, value) switch
    {
        (AvroKind.Null, null) => true,
        (AvroKind.Boolean, bool) => true,
        (AvroKind.Int, int) => true,
        (AvroKind.Long, long) => true,
        (AvroKind.Float, float) => true,
        (AvroKind.Double, double) => true,
        (AvroKind.Bytes, byte[]) => true,
        (AvroKind.String, string) => true,
        (AvroKind.Enum, AvroEnum symbol) => IsNamed(schema, symbol.Schema),
        (AvroKind.Fixed, AvroFixed bytes) => IsNamed(schema, bytes.Schema),
        (AvroKind.Record, AvroRecord record) => IsNamed(schema, record.Schema),
        (AvroKind.Array, List<object?>) => true,
        (AvroKind.Map, Dictionary<string, object?>) => true,
        _ => false,
    };

    private static bool IsNamed(AvroSchema schema, NamedSchema value) =>
        ReferenceEquals(schema, value) || ((NamedSchema)schema).Name == value.Name;

    private bool WriteNested(AvroSchema schema, object? value)
    {
        if (!IsOf(schema, value))
            return Fail($"expected {schema.BranchName}, found {Describe(value)}");
        if (++_depth > AvroLimits.MaxDataDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            return Fail($"values nest deeper than {AvroLimits.MaxDataDepth} levels");
        var written = value switch
        {
            AvroRecord record => WriteRecord((RecordSchema)schema, record),
            List<object?> items => WriteArray((ArraySchema)schema, items),
            _ => WriteMap((MapSchema)schema, (Dictionary<string, object?>)value!),
        };

        _depth--;
        return written;
    }

    private bool WriteRecord(RecordSchema schema, AvroRecord record)
    {
        var isSame = ReferenceEquals(schema, record.Schema);
        for (var position = 0; position < schema.Fields.Count; position++)
        {
            var field = schema.Fields[position];
            var source = isSame ? position : record.Schema.Field(field.Name)?.Position ?? -1;
            if (!(source >= 0 ? Write(field.Type, record[source]) : WriteDefault(field)))
                return FailIn(field.Name);
        }

        return true;
    }

    /// <summary>The record was made with another version of its schema, which had no such field.</summary>
    private bool WriteDefault(RecordField field)
    {
        if (!DefaultEncoder.TryEncode(field, out var bytes, out var message))
            return Fail(message);
        output.WriteFixed(bytes);
        return true;
    }

    private bool WriteArray(ArraySchema schema, List<object?> items)
    {
        if (items.Count > 0)
            output.WriteLong(items.Count);
        for (var index = 0; index < items.Count; index++)
        {
            if (!Write(schema.Items, items[index]))
                return FailIn(index);
        }

        output.WriteLong(0);
        return true;
    }

    private bool WriteMap(MapSchema schema, Dictionary<string, object?> items)
    {
        if (items.Count > 0)
            output.WriteLong(items.Count);
        foreach (var (key, value) in items)
        {
            WriteString(key);
            if (!Write(schema.Values, value))
                return FailIn(key);
        }

        output.WriteLong(0);
        return true;
    }

    private static string Describe(object? value) => value switch
    {
        null => "null",
        AvroRecord record => $"the record {record.Schema.Name}",
        AvroEnum symbol => $"the enum {symbol.Schema.Name}",
        AvroFixed bytes => $"the fixed {bytes.Schema.Name}",
        _ => $"an object of the type {value.GetType()}",
    };

    private bool Fail(string message)
    {
        _message ??= message;
        return false;
    }

    private bool FailIn(string field)
    {
        (_path ??= new DataPath()).AddName(field);
        return false;
    }

    private bool FailIn(int index)
    {
        (_path ??= new DataPath()).AddIndex(index);
        return false;
    }

    private readonly AvroDataProblem ToProblem(string message) =>
        new(message, (_path ?? new DataPath()).ToString());
}
