using System.Buffers.Binary;
using System.Text;

namespace SchemaRegistry.TopicLog.Tests.Messages;

/// <summary>
/// A second codec, independent of the generator: it interprets the reference definitions and writes random values
/// straight to bytes. Tagged fields are written only with values that differ from their defaults, as an encoder has
/// to.
/// </summary>
internal sealed class ReferenceEncoder(Random random, bool isFlexible)
{
    private readonly List<byte> _bytes = [];

    public static byte[] Encode(IReadOnlyList<ReferenceField> fields, bool isFlexible, int seed)
    {
        var encoder = new ReferenceEncoder(new Random(seed), isFlexible);
        encoder.WriteFields(fields);
        return [.. encoder._bytes];
    }

    private void WriteFields(IReadOnlyList<ReferenceField> fields)
    {
        foreach (var field in fields.Where(field => field.Tag is null))
            WriteField(field, mayBeDefault: true);

        if (!isFlexible)
            return;

        var tagged = fields
            .Where(field => field.Tag is not null && random.Next(2) == 0).OrderBy(field => field.Tag).ToList();
        WriteVarint((uint)tagged.Count);
        foreach (var field in tagged)
        {
            var inner = new ReferenceEncoder(random, isFlexible: true);
            inner.WriteField(field, mayBeDefault: false);
            WriteVarint((uint)field.Tag!.Value);
            WriteVarint((uint)inner._bytes.Count);
            _bytes.AddRange(inner._bytes);
        }
    }

    private void WriteField(ReferenceField field, bool mayBeDefault)
    {
        var isNull = mayBeDefault && field.IsNullable && random.Next(3) == 0;
        if (field.IsArray)
        {
            var count = isNull ? -1 : random.Next(mayBeDefault ? 0 : 1, 4);
            WriteLength(count, isCompact: isFlexible, narrow: false);
            for (var index = 0; index < count; index++)
                WriteOne(field, isNull: false, mayBeDefault: true);
        }
        else
            WriteOne(field, isNull, mayBeDefault);
    }

    private void WriteOne(ReferenceField field, bool isNull, bool mayBeDefault)
    {
        var number = random.NextInt64(mayBeDefault ? 0 : 5, 100);
        switch (field.ElementType)
        {
            case "bool": _bytes.Add(mayBeDefault && random.Next(2) == 0 ? (byte)0 : (byte)1); break;
            case "int8": _bytes.Add((byte)number); break;
            case "int16": WriteBigEndian(number, 2); break;
            case "int32": WriteBigEndian(number << 20, 4); break;
            case "int64": WriteBigEndian(number << 50, 8); break;
            case "uuid": WriteBigEndian(random.NextInt64(), 8); WriteBigEndian(random.NextInt64(), 8); break;
            case "string": WriteBlob(isNull, narrow: true, isCompact: isFlexible && !field.HasFixedLength); break;
            case "bytes" or "records": WriteBlob(isNull, narrow: false, isCompact: isFlexible); break;
            default: WriteFields(field.Members); break;
        }
    }

    private void WriteBlob(bool isNull, bool narrow, bool isCompact)
    {
        var text = Encoding.UTF8.GetBytes(new string('x', random.Next(1, 40)) + new string('ß', random.Next(100)));
        WriteLength(isNull ? -1 : text.Length, isCompact, narrow);
        _bytes.AddRange(isNull ? [] : text);
    }

    private void WriteLength(int length, bool isCompact, bool narrow)
    {
        if (isCompact)
            WriteVarint((uint)(length + 1));
        else
            WriteBigEndian(length, narrow ? 2 : 4);
    }

    private void WriteBigEndian(long value, int size)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        _bytes.AddRange(bytes[(8 - size)..]);
    }

    private void WriteVarint(uint value)
    {
        while (value > 127)
        {
            _bytes.Add((byte)((value % 128) + 128));
            value /= 128;
        }

        _bytes.Add((byte)value);
    }
}
