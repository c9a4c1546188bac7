using SchemaRegistry.Formats.Avro.Model;

namespace SchemaRegistry.Formats.Avro.Encoding;

/// <summary>A record: what becomes of each written field, and where each field of the reader comes from.</summary>
internal sealed class RecordStep(RecordSchema schema, MemberNames names) : DecodeStep(DecodeStepKind.Record)
{
    public RecordSchema Schema { get; } = schema;

    public MemberNames Names { get; } = names;

    /// <summary>In the order of the data.</summary>
    public WrittenField[] Written { get; set; } = [];

    /// <summary>
    /// By the reader's position: the index in <see cref="Written"/>, or −1 where the default stands in.
    /// </summary>
    public int[] Sources { get; set; } = [];

    /// <summary>
    /// Those of the reader's fields that were not written, by the reader's position; null for the others.
    /// </summary>
    public DefaultField?[] Defaults { get; set; } = [];

    /// <summary>
    /// The reader's fields come in the order of the data, so that one pass suffices to print them in the reader's
    /// order.
    /// </summary>
    public bool IsInOrder { get; set; }
}

/// <summary><paramref name="Slot"/> is the reader's position, or −1 when the reader has no such field.</summary>
internal readonly record struct WrittenField(DecodeStep Step, int Slot, string Name);

/// <summary>A field of the reader that the writer did not have: its default, encoded when first used.</summary>
internal sealed class DefaultField(RecordField field, DecodeStep step)
{
    private byte[]? _bytes;

    public DecodeStep Step { get; } = step;

    /// <summary>The default as binary data; two threads may both compute it, to the same bytes.</summary>
    public bool TryGetBytes(out byte[] bytes, out string message)
    {
        message = "";
        bytes = _bytes ?? [];
        if (_bytes is not null)
            return true;
        if (!DefaultEncoder.TryEncode(field, out bytes, out message))
            return false;
        _bytes = bytes;
        return true;
    }
}
