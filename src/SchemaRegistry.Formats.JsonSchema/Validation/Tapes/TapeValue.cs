using System.Text;
using SchemaRegistry.Formats.JsonSchema.Canonical;
using SchemaRegistry.Formats.JsonSchema.Model;

namespace SchemaRegistry.Formats.JsonSchema.Validation.Tapes;

/// <summary>
/// A value of a schema (one of an <c>enum</c>, a <c>const</c>) as rows, to compare data with. Immutable.
/// </summary>
internal sealed class TapeValue
{
    private readonly byte[] _text;
    private readonly TapeRow[] _rows;

    public TapeValue(SchemaValue value)
    {
        _text = Encoding.UTF8.GetBytes(SchemaPrinter.Print(value, KeyOrder.AsWritten));
        var buffer = new TapeBuffer();
        if (!TapeScanner.TryScan(_text, JsonSchemaLimits.MaxDepth, buffer, out var count))
            throw new InvalidOperationException("A printed value is not JSON.");
        _rows = buffer.Rows[..count];
    }

    public Tape Tape => new(_text, _rows);
}
