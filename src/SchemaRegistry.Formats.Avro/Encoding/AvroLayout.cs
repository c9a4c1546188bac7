using SchemaRegistry.Formats.Avro.Model;

namespace SchemaRegistry.Formats.Avro.Encoding;

/// <summary>
/// Whether two schemas write the same bytes for the same values and name their parts alike, so that data of one can
/// be taken for data of the other. Docs, defaults, aliases, namespaces and custom attributes do not count.
/// </summary>
public static class AvroLayout
{
    public static bool AreSame(AvroSchema left, AvroSchema right)
    {
        var pairs = new HashSet<(AvroSchema, AvroSchema)>();
        var open = new Stack<(AvroSchema, AvroSchema)>();
        open.Push((left, right));
        while (open.TryPop(out var pair))
        {
            if (ReferenceEquals(pair.Item1, pair.Item2) || !pairs.Add(pair))
                continue;
            if (pairs.Count > AvroLimits.MaxPlanSteps || !AreAlike(pair.Item1, pair.Item2))
                return false;
            PushParts(pair.Item1, pair.Item2, open);
        }

        return true;
    }

    private static bool AreAlike(AvroSchema left, AvroSchema right) => (left, right) switch
    {
        _ when left.Kind != right.Kind => false,
        (NamedSchema a, NamedSchema b) when a.Name.Simple != b.Name.Simple => false,
        (RecordSchema a, RecordSchema b) =>
            a.Fields.Select(field => field.Name).SequenceEqual(b.Fields.Select(field => field.Name)),
        (EnumSchema a, EnumSchema b) => a.Symbols.SequenceEqual(b.Symbols),
        (FixedSchema a, FixedSchema b) => a.Size == b.Size,
        (UnionSchema a, UnionSchema b) => a.Branches.Count == b.Branches.Count,
        _ => true,
    };

    private static void PushParts(AvroSchema left, AvroSchema right, Stack<(AvroSchema, AvroSchema)> open)
    {
        switch (left, right)
        {
            case (RecordSchema a, RecordSchema b):
                foreach (var field in a.Fields)
                    open.Push((field.Type, b.Fields[field.Position].Type));
                break;
            case (UnionSchema a, UnionSchema b):
                foreach (var (index, branch) in a.Branches.Index())
                    open.Push((branch, b.Branches[index]));
                break;
            case (ArraySchema a, ArraySchema b):
                open.Push((a.Items, b.Items));
                break;
            case (MapSchema a, MapSchema b):
                open.Push((a.Values, b.Values));
                break;
        }
    }
}
