using System.Globalization;
using SchemaRegistry.Formats.Avro.Model;

namespace SchemaRegistry.Formats.Avro.Parsing;

/// <summary>
/// Recognises the logical types of the Avro specification; one that does not fit its place is no logical type.
/// </summary>
internal static class LogicalTypes
{
    public static LogicalType? Find(AvroKind kind, int fixedSize, IReadOnlyList<AvroProperty> properties)
    {
        if (Property(properties, "logicalType") is not { Kind: AvroJsonKind.String, Text: var name })
            return null;

        return (name, kind) switch
        {
            (LogicalType.Decimal, AvroKind.Bytes) => FindDecimal(int.MaxValue, properties),
            (LogicalType.Decimal, AvroKind.Fixed) => FindDecimal(MaxPrecision(fixedSize), properties),
            ("uuid", AvroKind.String) => new LogicalType(name),
            ("uuid", AvroKind.Fixed) when fixedSize == 16 => new LogicalType(name),
            ("duration", AvroKind.Fixed) when fixedSize == 12 => new LogicalType(name),
            ("big-decimal", AvroKind.Bytes) => new LogicalType(name),
            ("date" or "time-millis", AvroKind.Int) => new LogicalType(name),
            ("time-micros", AvroKind.Long) => new LogicalType(name),
            ("timestamp-millis" or "timestamp-micros" or "timestamp-nanos", AvroKind.Long) => new LogicalType(name),
            ("local-timestamp-millis" or "local-timestamp-micros" or "local-timestamp-nanos", AvroKind.Long) =>
                new LogicalType(name),
            _ => null,
        };
    }

    private static LogicalType? FindDecimal(int maxPrecision, IReadOnlyList<AvroProperty> properties)
    {
        var scale = Property(properties, "scale") is { } written ? ToInt(written) : 0;
        return ToInt(Property(properties, "precision")) is { } precision
            && precision > 0 && precision <= maxPrecision
            && scale >= 0 && scale <= precision
                ? new LogicalType(LogicalType.Decimal, precision, scale)
                : null;
    }

    /// <summary>Digits that always fit a signed number of so many bytes: floor(log10(2^(8n−1) − 1)).</summary>
    private static int MaxPrecision(int bytes) =>
        bytes == 0 ? 0 : (int)Math.Floor(Math.Log10(2) * ((8.0 * bytes) - 1));

    private static int? ToInt(AvroJson? json) =>
        json is { Kind: AvroJsonKind.Number }
        && int.TryParse(json.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;

    private static AvroJson? Property(IReadOnlyList<AvroProperty> properties, string key) =>
        properties.FirstOrDefault(property => property.Key == key)?.Value;
}
