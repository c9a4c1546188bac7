namespace SchemaRegistry.Formats.JsonSchema.Validation.Tapes;

/// <summary>A hash that is the same for values that <see cref="TapeEquality"/> calls equal.</summary>
internal static class TapeHash
{
    public static int Of(Tape tape, int row, ref byte[] scratch)
    {
        ref readonly var at = ref tape.Rows[row];
        switch (at.Type & ~TypeMask.Integer)
        {
            case TypeMask.Number:
                return NumberText.Read(tape.Raw(row)).AddTo(default).ToHashCode();
            case TypeMask.String:
                return OfBytes(tape.String(row, ref scratch));
            case TypeMask.Array:
                return OfItems(tape, row, ref scratch);
            case TypeMask.Object:
                return OfMembers(tape, row, ref scratch);
            default:
                return HashCode.Combine(at.Type, at.Flag);
        }
    }

    private static int OfBytes(ReadOnlySpan<byte> bytes)
    {
        var hash = default(HashCode);
        hash.AddBytes(bytes);
        return hash.ToHashCode();
    }

    private static int OfItems(Tape tape, int row, ref byte[] scratch)
    {
        var hash = default(HashCode);
        for (var item = row + 1; item < tape.Rows[row].Next; item = tape.Rows[item].Next)
            hash.Add(Of(tape, item, ref scratch));
        return hash.ToHashCode();
    }

    /// <summary>A sum, since the order of members is no part of the value.</summary>
    private static int OfMembers(Tape tape, int row, ref byte[] scratch)
    {
        var sum = tape.Rows[row].Length;
        for (var name = row + 1; name < tape.Rows[row].Next; name = tape.Rows[name].Next)
            sum += HashCode.Combine(OfBytes(tape.String(name, ref scratch)), Of(tape, name + 1, ref scratch));
        return sum;
    }
}
