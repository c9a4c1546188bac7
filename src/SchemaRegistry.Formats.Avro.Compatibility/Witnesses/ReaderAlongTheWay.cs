using SchemaRegistry.Formats.Avro.Compatibility.Comparing;
using SchemaRegistry.Formats.Avro.Model;

namespace SchemaRegistry.Formats.Avro.Compatibility.Witnesses;

/// <summary>
/// The reader's schema without everything beside the way to a finding: what this rejects, it rejects on account of the
/// finding and not of another one.
/// </summary>
internal static class ReaderAlongTheWay
{
    /// <param name="end">Where the finding is.</param>
    /// <param name="missing">The field of the last record that was not written, if that is the finding.</param>
    public static AvroSchema Cut(ComparedPair end, RecordField? missing)
    {
        // Inside of a union the whole union counts: whether another of its branches would do is the question.
        var way = end.Way();
        var last = 0;
        while (last + 1 < way.Count && way[last + 1].Step.Reader.Kind != TypeStepKind.Branch)
            last++;

        var type = missing is not null && last + 1 == way.Count && way[last].Reader is RecordSchema record
            ? Record(record, missing, missing.Type)
            : way[last].Reader;
        for (var index = last; index > 0; index--)
            type = Wrap(way[index - 1].Reader, way[index].Step.Reader, type);
        return type;
    }

    private static AvroSchema Wrap(AvroSchema outer, TypeStep step, AvroSchema inner) => (outer, step.Kind) switch
    {
        (RecordSchema record, TypeStepKind.Field) => Record(record, record.Fields[step.Index], inner),
        (ArraySchema, TypeStepKind.Items) => new ArraySchema(inner, []),
        (MapSchema, TypeStepKind.Values) => new MapSchema(inner, []),
        _ => inner,
    };

    private static RecordSchema Record(RecordSchema record, RecordField field, AvroSchema type)
    {
        var head = new NamedHead(record.Name, record.Doc, record.Aliases, record.Properties);
        var cut = new RecordSchema(head, record.Role);
        cut.SetFields([new RecordField(field.Name, type, 0) { Aliases = field.Aliases, Default = field.Default }]);
        return cut;
    }
}
