using Avro.Generic;
using Avro.IO;
using SchemaRegistry.Formats.Avro.Encoding;
using SchemaRegistry.Formats.Avro.Model;
using ApacheArray = Avro.ArraySchema;
using ApacheMap = Avro.MapSchema;
using ApacheRecord = Avro.RecordSchema;
using ApacheSchema = Avro.Schema;
using ApacheUnion = Avro.UnionSchema;

namespace SchemaRegistry.Formats.Tests.Avro.Encoding;

/// <summary>The same value through Apache.Avro, as an independent opinion on the bytes.</summary>
internal static class ApacheAvro
{
    public static byte[] Encode(string schemaText, AvroSchema schema, object? value)
    {
        var apache = ApacheSchema.Parse(schemaText);
        using var stream = new MemoryStream();
        new GenericDatumWriter<object?>(apache).Write(ToApache(apache, schema, value), new BinaryEncoder(stream));
        return stream.ToArray();
    }

    public static object? Decode(string schemaText, byte[] binary)
    {
        var apache = ApacheSchema.Parse(schemaText);
        using var stream = new MemoryStream(binary);
        return new GenericDatumReader<object?>(apache, apache).Read(null, new BinaryDecoder(stream));
    }

    public static bool CanParse(string schemaText)
    {
        try
        {
            _ = ApacheSchema.Parse(schemaText);
            return true;
        }
        catch (global::Avro.AvroException)
        {
            return false;
        }
    }

    /// <summary>Whether data of one schema is read with another, to its last byte.</summary>
    public static bool TryRead(string writerText, string readerText, byte[] binary)
    {
        using var stream = new MemoryStream(binary);
        try
        {
            _ = new GenericDatumReader<object?>(ApacheSchema.Parse(writerText), ApacheSchema.Parse(readerText))
                .Read(null, new BinaryDecoder(stream));
            return stream.Position == binary.Length;
        }
        catch (global::Avro.AvroException)
        {
            return false;
        }
    }

    private static object? ToApache(ApacheSchema apache, AvroSchema schema, object? value) => (schema, value) switch
    {
        (UnionSchema union, _) => ToBranch((ApacheUnion)apache, union, value),
        (RecordSchema record, AvroRecord fields) => ToRecord((ApacheRecord)apache, record, fields),
        (ArraySchema array, List<object?> items) =>
            items.Select(item => ToApache(((ApacheArray)apache).ItemSchema, array.Items, item)).ToArray(),
        (MapSchema map, Dictionary<string, object?> entries) => entries.ToDictionary(
            entry => entry.Key, entry => ToApache(((ApacheMap)apache).ValueSchema, map.Values, entry.Value)),
        (_, AvroEnum symbol) => new GenericEnum((global::Avro.EnumSchema)apache, symbol.Symbol),
        (_, AvroFixed bytes) => new GenericFixed((global::Avro.FixedSchema)apache, bytes.Bytes),
        _ => value,
    };

    private static GenericRecord ToRecord(ApacheRecord apache, RecordSchema schema, AvroRecord fields)
    {
        var record = new GenericRecord(apache);
        foreach (var field in schema.Fields)
        {
            record.Add(
                field.Position, ToApache(apache.Fields[field.Position].Schema, field.Type, fields[field.Position]));
        }

        return record;
    }

    private static object? ToBranch(ApacheUnion apache, UnionSchema schema, object? value)
    {
        var branch = schema.Branches.Index().First(branch => IsOf(branch.Item, value)).Index;
        return ToApache(apache[branch], schema.Branches[branch], value);
    }

    private static bool IsOf(AvroSchema schema, object? value) => value switch
    {
        null => schema.Kind == AvroKind.Null,
        bool => schema.Kind == AvroKind.Boolean,
        int => schema.Kind == AvroKind.Int,
        long => schema.Kind == AvroKind.Long,
        float => schema.Kind == AvroKind.Float,
        double => schema.Kind == AvroKind.Double,
        string => schema.Kind == AvroKind.String,
        byte[] => schema.Kind == AvroKind.Bytes,
        AvroEnum symbol => ReferenceEquals(schema, symbol.Schema),
        AvroFixed bytes => ReferenceEquals(schema, bytes.Schema),
        AvroRecord record => ReferenceEquals(schema, record.Schema),
        List<object?> => schema.Kind == AvroKind.Array,
        _ => schema.Kind == AvroKind.Map,
    };
}
