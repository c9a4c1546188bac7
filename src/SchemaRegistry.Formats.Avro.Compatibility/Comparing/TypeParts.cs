using SchemaRegistry.Formats.Avro.Model;

namespace SchemaRegistry.Formats.Avro.Compatibility.Comparing;

/// <summary>The types that a type is made of.</summary>
internal static class TypeParts
{
    /// <summary>As often as they stand there, in the order of the schema.</summary>
    public static IEnumerable<AvroSchema> Of(AvroSchema type) => type switch
    {
        RecordSchema record => record.Fields.Select(field => field.Type),
        UnionSchema union => union.Branches,
        ArraySchema array => [array.Items],
        MapSchema map => [map.Values],
        _ => [],
    };
}
