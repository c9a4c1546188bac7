using SchemaRegistry.Formats.Avro.Model;

namespace SchemaRegistry.Formats.Tests.Avro.Compatibility;

internal static class Types
{
    /// <summary>Every type that a schema is made of, each once.</summary>
    public static IReadOnlyCollection<AvroSchema> Of(AvroSchema root)
    {
        var seen = new HashSet<AvroSchema>();
        var open = new Stack<AvroSchema>([root]);
        while (open.TryPop(out var type))
        {
            if (!seen.Add(type))
                continue;
            foreach (var part in Parts(type))
                open.Push(part);
        }

        return seen;
    }

    private static IEnumerable<AvroSchema> Parts(AvroSchema type) => type switch
    {
        RecordSchema record => record.Fields.Select(field => field.Type),
        UnionSchema union => union.Branches,
        ArraySchema array => [array.Items],
        MapSchema map => [map.Values],
        _ => [],
    };
}
