using CsCheck;
using SchemaRegistry.Kafka.Codegen.Model;

namespace SchemaRegistry.TopicLog.Tests.Messages;

/// <summary>Fills a generated message with random values for exactly the fields that a version has.</summary>
internal sealed class RandomMessage(Random random, MessageSchema schema, short version)
{
    private const string Letters = "aZ0.-_é漢\0";

    public static Gen<object> Of(MessageSchema schema, short version) =>
        Gen.Int.Select(seed => new RandomMessage(new Random(seed), schema, version).Make());

    public object Make() => Fill(KnownMessages.TypeOf(schema.Name), schema.Fields);

    private object Fill(Type type, IReadOnlyList<FieldSchema> fields)
    {
        var made = Activator.CreateInstance(type)!;
        foreach (var field in fields.Where(field => field.Versions.Contains(version)))
        {
            var property = type.GetProperty(field.Name)!;
            if (field.Tag is null || random.Next(2) == 0)
                property.SetValue(made, MakeValue(field, property.PropertyType));
        }

        return made;
    }

    private object? MakeValue(FieldSchema field, Type type)
    {
        if (field.IsNullableAt(version) && random.Next(4) == 0)
            return null;

        if (!field.Type.IsArray)
            return MakeOne(field.Type, type);

        var element = type.GetElementType()!;
        var values = Array.CreateInstance(element, random.Next(4));
        for (var index = 0; index < values.Length; index++)
            values.SetValue(MakeOne(field.Type, element), index);

        return values;
    }

    private object MakeOne(FieldType type, Type target) => type.Name switch
    {
        "bool" => random.Next(2) == 0,
        "int8" => (sbyte)random.Next(sbyte.MinValue, sbyte.MaxValue + 1),
        "int16" => (short)random.Next(short.MinValue, short.MaxValue + 1),
        "int32" => random.Next(int.MinValue, int.MaxValue),
        "int64" => random.NextInt64(long.MinValue, long.MaxValue),
        "uuid" => new Guid(Bytes(16)),
        "string" => Text(),
        "bytes" or "records" => new ReadOnlyMemory<byte>(Bytes(random.Next(300))),
        _ => Fill(target, type.Members),
    };

    private string Text()
    {
        // Longer than 127 now and then, so that compact lengths take two bytes.
        var chars = new char[random.Next(random.Next(5) == 0 ? 200 : 8)];
        for (var index = 0; index < chars.Length; index++)
            chars[index] = Letters[random.Next(Letters.Length)];

        return new string(chars);
    }

    private byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}
