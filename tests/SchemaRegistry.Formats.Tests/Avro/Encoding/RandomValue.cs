using SchemaRegistry.Formats.Avro.Compatibility.Witnesses;
using SchemaRegistry.Formats.Avro.Encoding;
using SchemaRegistry.Formats.Avro.Model;

namespace SchemaRegistry.Formats.Tests.Avro.Encoding;

/// <summary>A value of a schema from a seed, with the extremes of every type among the likely ones.</summary>
internal sealed class RandomValue(Random random)
{
    private static readonly long[] Longs =
        [0, 1, -1, 63, 64, -64, -65, long.MaxValue, long.MinValue, 1L << 53, (1L << 53) + 1];
    private static readonly int[] Ints = [0, 1, -1, 63, 64, int.MaxValue, int.MinValue];
    private static readonly string[] Texts = ["", "a", "A", "NaN", "Infinity", "ä\"\\\n", "日本", "😀", "\u0000\u001f", "null", "ÿÿ"];

    private static readonly double[] Doubles =
    [
        0, -0.0, 1, 0.1, -1.5, 1e300, double.Epsilon, double.MaxValue,
        double.NaN, double.PositiveInfinity, double.NegativeInfinity,
    ];

    private int _left = 200;

    public object? For(AvroSchema schema)
    {
        _left--;
        return schema switch
        {
            RecordSchema record => Record(record),
            EnumSchema symbols => new AvroEnum(symbols, random.Next(symbols.Symbols.Count)),
            FixedSchema bytes => new AvroFixed(bytes, Bytes(bytes.Size)),
            ArraySchema array => Items(array.Items),
            MapSchema map => Entries(map.Values),
            UnionSchema union => For(Branch(union)),
            _ => Primitive(schema.Kind),
        };
    }

    private object? Primitive(AvroKind kind) => kind switch
    {
        AvroKind.Null => null,
        AvroKind.Boolean => random.Next(2) == 0,
        AvroKind.Int => random.Next(2) == 0 ? Pick(Ints) : random.Next(),
        AvroKind.Long => random.Next(2) == 0 ? Pick(Longs) : random.NextInt64(),
        AvroKind.Float => random.Next(2) == 0 ? (float)Pick(Doubles) : random.NextSingle(),
        AvroKind.Double => random.Next(2) == 0 ? Pick(Doubles) : random.NextDouble(),
        AvroKind.Bytes => Bytes(random.Next(6)),
        _ => Pick(Texts),
    };

    /// <summary>When the value has become large, the branch that ends soonest ends recursive types.</summary>
    private AvroSchema Branch(UnionSchema union) =>
        _left < 0 ? Habitation.Of(union).Shortest(union) : union.Branches[random.Next(union.Branches.Count)];

    private AvroRecord Record(RecordSchema schema)
    {
        var record = new AvroRecord(schema);
        foreach (var field in schema.Fields)
            record[field.Position] = For(field.Type);
        return record;
    }

    private List<object?> Items(AvroSchema schema)
    {
        var items = new List<object?>();
        for (var count = _left < 0 ? 0 : random.Next(4); count > 0; count--)
            items.Add(For(schema));
        return items;
    }

    private Dictionary<string, object?> Entries(AvroSchema schema)
    {
        var entries = new Dictionary<string, object?>();
        for (var count = _left < 0 ? 0 : random.Next(4); count > 0; count--)
            entries[random.Next(3) == 0 ? "string" : Pick(Texts)] = For(schema);
        return entries;
    }

    private byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    private T Pick<T>(T[] values) => values[random.Next(values.Length)];
}
