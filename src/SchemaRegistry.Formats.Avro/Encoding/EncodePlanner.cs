using SchemaRegistry.Formats.Avro.Model;

namespace SchemaRegistry.Formats.Avro.Encoding;

/// <summary>
/// Prepares a schema for reading JSON. A type is planned once; records are filled in from a queue, so that the
/// recursion is no deeper than the nesting of the schema text. One object serves one plan.
/// </summary>
internal sealed class EncodePlanner
{
    private readonly AvroJsonStyle _style;
    private readonly Dictionary<AvroSchema, EncodeNode> _known = [];
    private readonly Queue<RecordNode> _open = [];

    private EncodePlanner(AvroJsonStyle style) => _style = style;

    public static EncodeNode Plan(AvroSchema schema, AvroJsonStyle style)
    {
        var planner = new EncodePlanner(style);
        var root = planner.Plan(schema);
        while (planner._open.TryDequeue(out var record))
        {
            foreach (var field in ((RecordSchema)record.Schema).Fields)
                record.Fields[field.Position] = new FieldNode(field, planner.Plan(field.Type));
        }

        return root;
    }

    private EncodeNode Plan(AvroSchema schema)
    {
        if (_known.TryGetValue(schema, out var known))
            return known;

        return schema switch
        {
            RecordSchema record => PlanRecord(record),
            UnionSchema union => PlanUnion(union),
            ArraySchema array => _known[array] = new ArrayNode(array) { Item = Plan(array.Items) },
            MapSchema map => _known[map] = new MapNode(map) { Value = Plan(map.Values) },
            EnumSchema symbols => _known[symbols] = new EnumNode(symbols),
            FixedSchema bytes => _known[bytes] = new FixedNode(bytes),
            _ => _known[schema] = new EncodeNode(schema),
        };
    }

    private RecordNode PlanRecord(RecordSchema schema)
    {
        var node = new RecordNode(schema, new MemberNames(schema, _style));
        _known[schema] = node;
        _open.Enqueue(node);
        return node;
    }

    private UnionNode PlanUnion(UnionSchema schema)
    {
        var node = new UnionNode(schema, UnionShape.Create(schema, _style));
        _known[schema] = node;
        for (var branch = 0; branch < node.Branches.Length; branch++)
            node.Branches[branch] = Plan(schema.Branches[branch]);
        return node;
    }
}
