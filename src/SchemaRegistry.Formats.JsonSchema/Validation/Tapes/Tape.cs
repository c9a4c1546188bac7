using System.Runtime.CompilerServices;

namespace SchemaRegistry.Formats.JsonSchema.Validation.Tapes;

/// <summary>A JSON text and its rows; the root is row 0.</summary>
internal readonly ref struct Tape(ReadOnlySpan<byte> text, ReadOnlySpan<TapeRow> rows)
{
    public readonly ReadOnlySpan<byte> Text = text;
    public readonly ReadOnlySpan<TapeRow> Rows = rows;

    /// <summary>The bytes of a scalar as written: a number, or a string with its escapes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Raw(int row)
    {
        ref readonly var at = ref Rows[row];
        return Text.Slice(at.Start, at.Length);
    }

    /// <summary>
    /// The characters of a string or name as UTF-8. Those of one with escapes lie in the scratch until it is used
    /// again.
    /// </summary>
    public ReadOnlySpan<byte> String(int row, ref byte[] scratch) =>
        Rows[row].Flag ? EscapedText.Decode(Raw(row), ref scratch) : Raw(row);
}
