namespace SchemaRegistry.Formats.Avro.Encoding;

/// <summary>Reads numbers and texts regardless of which type they were promoted from.</summary>
internal static class ScalarReader
{
    /// <summary>A float or double, or what is promoted to one; a float is printed with the digits of a float.</summary>
    public static bool TryReadReal(ref AvroReader reader, DecodeStepKind kind, out double value, out bool isSingle)
    {
        isSingle = kind is DecodeStepKind.Float or DecodeStepKind.IntToFloat or DecodeStepKind.LongToFloat;
        value = 0;
        switch (kind)
        {
            case DecodeStepKind.Double:
                return reader.TryReadDouble(out value);
            case DecodeStepKind.Float or DecodeStepKind.FloatToDouble:
                var read = reader.TryReadFloat(out var single);
                value = single;
                return read;
            case DecodeStepKind.IntToFloat or DecodeStepKind.IntToDouble:
                read = reader.TryReadInt(out var number);
                value = isSingle ? (float)number : number;
                return read;
            default:
                read = reader.TryReadLong(out var wide);
                value = isSingle ? (float)wide : wide;
                return read;
        }
    }

    /// <summary>The branch that plain JSON of the next value would be read as; the value is read.</summary>
    public static int ChooseBranch(ref DecodeInput input, ReaderBranchStep step)
    {
        var union = step.Union;
        ref var reader = ref input.Reader;
        switch (step.Value.Kind)
        {
            case DecodeStepKind.Int or DecodeStepKind.IntToLong:
                return reader.TryReadInt(out var number) ? union.ChooseForInteger(number) : step.Branch;
            case DecodeStepKind.Long:
                return reader.TryReadLong(out var wide) ? union.ChooseForInteger(wide) : step.Branch;
            case DecodeStepKind.String or DecodeStepKind.BytesToString:
                return reader.TryReadString(out var text) ? union.ChooseForText(text) : step.Branch;
            case DecodeStepKind.Enum:
                return input.TryReadSymbol((EnumStep)step.Value, out var symbol)
                    ? union.ChooseForText(((EnumStep)step.Value).Symbols.Utf8Symbols[symbol])
                    : step.Branch;
            case DecodeStepKind.Fixed:
                return reader.TryReadFixed(((FixedStep)step.Value).Schema.Size, out var bytes)
                    ? ChooseForLatin1(union, bytes)
                    : step.Branch;
            case DecodeStepKind.Bytes or DecodeStepKind.StringToBytes:
                return reader.TryReadBytes(out bytes) ? ChooseForLatin1(union, bytes) : step.Branch;
            default:
                return TryReadReal(ref reader, step.Value.Kind, out var real, out _)
                    ? ChooseForReal(union, real)
                    : step.Branch;
        }
    }

    private static int ChooseForReal(UnionShape union, double value) =>
        double.IsFinite(value) ? union.ChooseForReal() : union.ChooseForText(RealWords.For(value));

    private static int ChooseForLatin1(UnionShape union, ReadOnlySpan<byte> bytes)
    {
        var utf8 = new byte[2 * bytes.Length];
        return union.ChooseForText(utf8.AsSpan(0, Latin1.ToUtf8(bytes, utf8)));
    }
}
