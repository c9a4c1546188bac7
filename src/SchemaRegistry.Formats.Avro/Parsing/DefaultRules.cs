using System.Globalization;
using SchemaRegistry.Formats.Avro.Model;

namespace SchemaRegistry.Formats.Avro.Parsing;

/// <summary>
/// Whether a default value fits the type of its field, as Avro for Java 1.12 checks it: any branch of a union will do,
/// an enum takes any string, and <c>1.0</c> is no int.
/// </summary>
internal static class DefaultRules
{
    public static bool IsValid(AvroSchema type, AvroJson value) => IsValid(type, value, 0);

    private static bool IsValid(AvroSchema type, AvroJson? value, int depth)
    {
        if (value is null || depth > AvroLimits.MaxDefaultDepth)
            return false;

        return type switch
        {
            UnionSchema union => union.Branches.Any(branch => IsValid(branch, value, depth + 1)),
            RecordSchema record => IsValidRecord(record, value, depth),
            ArraySchema array => value.Kind == AvroJsonKind.Array
                && value.Items.All(item => IsValid(array.Items, item, depth + 1)),
            MapSchema map => value.Kind == AvroJsonKind.Object
                && value.Members.All(member => IsValid(map.Values, member.Value, depth + 1)),
            _ => IsValidSimple(type.Kind, value),
        };
    }

    private static bool IsValidRecord(RecordSchema record, AvroJson value, int depth) =>
        value.Kind == AvroJsonKind.Object
        && record.Fields.All(field => IsValid(field.Type, value[field.Name] ?? field.Default, depth + 1));

    private static bool IsValidSimple(AvroKind kind, AvroJson value) => kind switch
    {
        AvroKind.Null => value.Kind == AvroJsonKind.Null,
        AvroKind.Boolean => value.Kind is AvroJsonKind.True or AvroJsonKind.False,
        AvroKind.Int => IsInteger(value) && int.TryParse(value.Text, CultureInfo.InvariantCulture, out _),
        AvroKind.Long => IsInteger(value) && long.TryParse(value.Text, CultureInfo.InvariantCulture, out _),
        AvroKind.Float or AvroKind.Double => value.Kind == AvroJsonKind.Number
            || value is { Kind: AvroJsonKind.String, Text: "NaN" or "Infinity" or "-Infinity" },
        _ => value.Kind == AvroJsonKind.String,
    };

    private static bool IsInteger(AvroJson value) =>
        value.Kind == AvroJsonKind.Number && value.Text.AsSpan().IndexOfAny(".eE") < 0;
}
