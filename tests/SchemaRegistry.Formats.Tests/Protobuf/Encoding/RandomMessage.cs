using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace SchemaRegistry.Formats.Tests.Protobuf.Encoding;

/// <summary>
/// Fills Google's generated classes with values, the odd ones often; what JSON can not hold is left out. The same seed
/// gives the same messages.
/// </summary>
internal sealed class RandomMessage(Random random)
{
    private const int MaxDepth = 3;

    private static readonly string[] Texts =
        ["", "a", "Straße", "😀", "\"quoted\\\n", "\u0000\u001f", "null", "</script>", new string('x', 200)];

    /// <summary>Negative zero is left out: Google's C# does not write it in a field without presence.</summary>
    private static readonly double[] Reals =
        [0, 1, -1.5, 1e20, 1e-7, double.MaxValue, double.Epsilon, 0.1, 123456789.125, 1e15, 1e16];

    public IMessage Of(MessageDescriptor type, int depth = 0)
    {
        var message = type.Parser.ParseFrom([]);
        if (TryFillWellKnown(message, depth))
            return message;
        foreach (var field in type.Fields.InDeclarationOrder())
        {
            if (random.Next(depth == 0 ? 2 : 3) != 0)
                continue;
            Fill(message, field, depth);
        }

        return message;
    }

    private void Fill(IMessage message, FieldDescriptor field, int depth)
    {
        if (field.IsMap)
        {
            var map = (IDictionary)field.Accessor.GetValue(message);
            var (key, value) = (field.MessageType.FindFieldByNumber(1), field.MessageType.FindFieldByNumber(2));
            for (var count = random.Next(4); count > 0 && CanHold(value, depth); count--)
                map[Key(key, depth)] = Value(value, depth);
        }
        else if (field.IsRepeated)
        {
            var list = (IList)field.Accessor.GetValue(message);
            var most = random.Next(10) == 0 && field.FieldType is not (FieldType.Message or FieldType.Group) ? 100 : 3;
            for (var count = random.Next(most); count > 0 && CanHold(field, depth); count--)
                list.Add(Value(field, depth));
        }
        else if (CanHold(field, depth))
        {
            field.Accessor.SetValue(message, Value(field, depth));
        }
    }

    /// <summary>Google's C# prints no Struct that has the empty key.</summary>
    private object Key(FieldDescriptor field, int depth) =>
        Value(field, depth) is var key && key is not "" ? key : "empty";

    private static bool CanHold(FieldDescriptor field, int depth) =>
        depth < MaxDepth || field.FieldType is not (FieldType.Message or FieldType.Group);

    private object Value(FieldDescriptor field, int depth) => field.FieldType switch
    {
        FieldType.Double => Real(),
        FieldType.Float => (float)Real(),
        FieldType.Int32 or FieldType.SInt32 or FieldType.SFixed32 => (int)Integer(),
        FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64 => Integer(),
        FieldType.UInt32 or FieldType.Fixed32 => (uint)Integer(),
        FieldType.UInt64 or FieldType.Fixed64 => (ulong)Integer(),
        FieldType.Bool => random.Next(2) == 1,
        FieldType.String => Text(),
        FieldType.Bytes => ByteString.CopyFrom(Bytes()),
        FieldType.Enum => Enum(field.EnumType),
        _ when field.MessageType.File.Name == "google/protobuf/wrappers.proto" =>
            Value(field.MessageType.FindFieldByNumber(1), depth),
        _ => Of(field.MessageType, depth + 1),
    };

    /// <summary>In an open enum numbers without a name, too.</summary>
    private object Enum(EnumDescriptor type)
    {
        if (type.FullName == "google.protobuf.NullValue")
            return System.Enum.ToObject(type.ClrType, 0);
        var isOpen = !type.FullName.EndsWith("Level", StringComparison.Ordinal)
            && !type.FullName.EndsWith("ClosedState", StringComparison.Ordinal)
            && !type.FullName.EndsWith("Stage", StringComparison.Ordinal);
        var number = isOpen && random.Next(4) == 0 ? 77 : type.Values[random.Next(type.Values.Count)].Number;
        return System.Enum.ToObject(type.ClrType, number);
    }

    private bool TryFillWellKnown(IMessage message, int depth)
    {
        switch (message)
        {
            case Timestamp timestamp:
                timestamp.Seconds = random.NextInt64(-62_135_596_800, 253_402_300_800);
                timestamp.Nanos = Nanos();
                return true;
            case Duration duration:
                duration.Seconds = random.NextInt64(-315_576_000_000, 315_576_000_001);
                duration.Nanos = Math.Sign(duration.Seconds) * Nanos();
                return true;
            case FieldMask mask:
                mask.Paths.Add(new[] { "a", "foo_bar.baz", "x1.y_z" }.Take(random.Next(4)));
                return true;
            case Value value:
                FillValue(value, depth);
                return true;
            case Any any when random.Next(8) != 0:
                any.MergeFrom(Any.Pack(Packed(depth)));
                return true;
            default:
                return message is Any;
        }
    }

    private IMessage Packed(int depth) => random.Next(3) switch
    {
        0 => Of(Timestamp.Descriptor),
        1 => new Int64Value { Value = Integer() },
        _ => Of(Samples.Scalars.Descriptor, depth + 1),
    };

    private void FillValue(Value value, int depth)
    {
        switch (random.Next(depth < MaxDepth ? 6 : 4))
        {
            case 0:
                value.NullValue = NullValue.NullValue;
                break;
            case 1:
                value.NumberValue = Finite();
                break;
            case 2:
                value.StringValue = Text();
                break;
            case 3:
                value.BoolValue = random.Next(2) == 1;
                break;
            case 4:
                value.StructValue = (Struct)Of(Struct.Descriptor, depth + 1);
                break;
            default:
                value.ListValue = (ListValue)Of(ListValue.Descriptor, depth + 1);
                break;
        }
    }

    private int Nanos() => random.Next(5) switch
    {
        0 => 0,
        1 => random.Next(1000) * 1_000_000,
        2 => random.Next(1_000_000) * 1000,
        _ => random.Next(1_000_000_000),
    };

    private long Integer() => random.Next(4) switch
    {
        0 => random.Next(-3, 4),
        1 => random.Next(2) == 0 ? long.MinValue : long.MaxValue,
        2 => 1L << random.Next(64),
        _ => random.NextInt64(),
    };

    private double Finite() => random.Next(2) == 0 ? Reals[random.Next(Reals.Length)] : random.NextDouble() * 1e6;

    private double Real() => random.Next(8) switch
    {
        0 => double.NaN,
        1 => double.PositiveInfinity,
        2 => double.NegativeInfinity,
        _ => Finite(),
    };

    private string Text() => Texts[random.Next(Texts.Length)];

    private byte[] Bytes()
    {
        var bytes = new byte[random.Next(2) == 0 ? random.Next(5) : random.Next(300)];
        random.NextBytes(bytes);
        return bytes;
    }
}
