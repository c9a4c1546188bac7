namespace SchemaRegistry.Formats.Avro.Encoding;

/// <summary>The strings that stand for the doubles which JSON has no number for.</summary>
internal static class RealWords
{
    public static bool TryRead(ReadOnlySpan<byte> utf8, out double value)
    {
        value = utf8 switch
        {
            _ when utf8.SequenceEqual("NaN"u8) => double.NaN,
            _ when utf8.SequenceEqual("Infinity"u8) => double.PositiveInfinity,
            _ when utf8.SequenceEqual("-Infinity"u8) => double.NegativeInfinity,
            _ => 0,
        };

        return value != 0;
    }

    public static ReadOnlySpan<byte> For(double value) =>
        double.IsNaN(value) ? "NaN"u8 : value > 0 ? "Infinity"u8 : "-Infinity"u8;
}
