using System.Globalization;
using System.Text.Json;

namespace SchemaRegistry.Formats.Avro.Encoding;

/// <summary>Prints a finite real number so that it can not be taken for an integer.</summary>
internal static class RealText
{
    private const int MaxLength = 32;

    public static void WriteWithPoint(Utf8JsonWriter writer, double value, bool isSingle)
    {
        Span<byte> text = stackalloc byte[MaxLength];
        var formatted = isSingle
            ? ((float)value).TryFormat(text, out var length, default, CultureInfo.InvariantCulture)
            : value.TryFormat(text, out length, default, CultureInfo.InvariantCulture);
        if (formatted && text[..length].IndexOfAny((byte)'.', (byte)'E') < 0)
        {
            ".0"u8.CopyTo(text[length..]);
            length += 2;
        }

        writer.WriteRawValue(text[..length], skipInputValidation: true);
    }
}
