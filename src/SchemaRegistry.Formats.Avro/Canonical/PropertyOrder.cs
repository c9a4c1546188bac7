using SchemaRegistry.Formats.Avro.Model;

namespace SchemaRegistry.Formats.Avro.Canonical;

/// <summary>Which custom attributes a style prints, and in which order.</summary>
internal static class PropertyOrder
{
    private static readonly string[] LogicalKeys = ["logicalType", "precision", "scale"];

    public static IEnumerable<AvroProperty> Arrange(
        IReadOnlyList<AvroProperty> properties, LogicalType? logical, PrintStyle style)
    {
        if (style == PrintStyle.Canonical || properties.Count == 0)
            return properties;
        if (style == PrintStyle.Equivalence || logical is null)
            return properties.OrderBy(property => property.Key, StringComparer.Ordinal);

        return LogicalFirst(properties, logical);
    }

    /// <summary>
    /// A decimal keeps its precision, and its scale unless it is 0; other logical types keep their name only.
    /// </summary>
    private static IEnumerable<AvroProperty> LogicalFirst(IReadOnlyList<AvroProperty> properties, LogicalType logical)
    {
        var isDecimal = logical.Name == LogicalType.Decimal;
        string[] consumed = isDecimal ? LogicalKeys : ["logicalType"];
        var regular = consumed
            .Select(key => properties.FirstOrDefault(property => property.Key == key))
            .OfType<AvroProperty>()
            .Where(property => property.Key != "scale" || logical.Scale != 0);
        var others = properties
            .Where(property => !consumed.Contains(property.Key))
            .OrderBy(property => property.Key, StringComparer.Ordinal);
        return regular.Concat(others);
    }
}
