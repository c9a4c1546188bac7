using SchemaRegistry.Formats.Avro.Model;
using SchemaRegistry.Formats.Tags;

namespace SchemaRegistry.Formats.Avro.Tags;

/// <summary>
/// Finds the tags of all records that a type consists of, each record once, and of their fields. The path of a record
/// is its full name, that of a field the record's with the field's name behind it.
/// </summary>
internal sealed class TagFinder
{
    private readonly TagList _tags = new();
    private readonly HashSet<RecordSchema> _seen = new(ReferenceEqualityComparer.Instance);

    public static IReadOnlyList<SchemaTags> Find(AvroSchema root)
    {
        var finder = new TagFinder();
        finder.Visit(root);
        return finder._tags.Found;
    }

    /// <summary>Recurses as deep as the schema prints, which the parser bounds.</summary>
    private void Visit(AvroSchema schema)
    {
        switch (schema)
        {
            case UnionSchema union:
                foreach (var branch in union.Branches)
                    Visit(branch);
                break;
            case ArraySchema array:
                Visit(array.Items);
                break;
            case MapSchema map:
                Visit(map.Values);
                break;
            case RecordSchema record when _seen.Add(record):
                VisitRecord(record);
                break;
        }
    }

    private void VisitRecord(RecordSchema record)
    {
        var path = EntityPath.Root.Then(record.Name.Full);
        _tags.Add(path, SchemaEntityKind.Record, TagProperty.Read(record.Properties));
        foreach (var field in record.Fields)
        {
            _tags.Add(path.Then(field.Name), SchemaEntityKind.Field, TagProperty.Read(field.Properties));
            Visit(field.Type);
        }
    }
}
