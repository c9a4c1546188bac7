using SchemaRegistry.Formats.Avro.Model;
using SchemaRegistry.Formats.Tags;

namespace SchemaRegistry.Formats.Avro.Tags;

/// <summary>
/// Works out which attributes the records and fields of a schema get by an edit. A path without a namespace means the
/// first record of that simple name, whatever its namespace: outer records before inner ones.
/// </summary>
internal sealed class TagEditor
{
    private readonly ILookup<string, RecordSchema> _records;
    private readonly IReadOnlySet<NamedSchema> _imported;
    private readonly Dictionary<object, IReadOnlyList<AvroProperty>> _edited = new(ReferenceEqualityComparer.Instance);

    /// <param name="root">The schema to edit.</param>
    /// <param name="imported">Types of other texts: they are found, but can not change.</param>
    public TagEditor(AvroSchema root, IReadOnlySet<NamedSchema> imported)
    {
        _records = FindRecords(root).ToLookup(record => record.Name.Simple);
        _imported = imported;
    }

    /// <summary>The attributes of those records and fields that the edit changes.</summary>
    public IReadOnlyDictionary<object, IReadOnlyList<AvroProperty>> Edited => _edited;

    /// <summary>Whether the schema has the entity, and can be changed there.</summary>
    public bool TryApply(EntityEdit edit)
    {
        if (Find(edit.Entity) is not var (owner, record, properties))
            return false;
        var tags = TagProperty.Read(_edited.GetValueOrDefault(owner, properties));
        var wanted = edit.Apply(tags);
        if (_imported.Contains(record))
            return wanted.SequenceEqual(tags);
        _edited[owner] = TagProperty.Write(_edited.GetValueOrDefault(owner, properties), wanted);
        return true;
    }

    private (object Owner, RecordSchema Record, IReadOnlyList<AvroProperty> Properties)? Find(SchemaEntity entity)
    {
        if (entity.Kind == SchemaEntityKind.Record)
        {
            return FindRecords(entity.PlainPath).FirstOrDefault() is { } record
                ? (record, record, record.Properties)
                : null;
        }

        var dot = entity.PlainPath.LastIndexOf('.');
        if (dot < 0)
            return null;
        foreach (var record in FindRecords(entity.PlainPath[..dot]))
        {
            if (record.Field(entity.PlainPath[(dot + 1)..]) is { } field)
                return (field, record, field.Properties);
        }

        return null;
    }

    private IEnumerable<RecordSchema> FindRecords(string path)
    {
        var name = AvroName.Create(path, enclosing: null);
        return _records[name.Simple]
            .Where(record => name.Namespace is null || name.Namespace == record.Name.Namespace);
    }

    /// <summary>Breadth first.</summary>
    private static List<RecordSchema> FindRecords(AvroSchema root)
    {
        var found = new List<RecordSchema>();
        var seen = new HashSet<AvroSchema>(ReferenceEqualityComparer.Instance);
        var waiting = new Queue<AvroSchema>([root]);
        while (waiting.TryDequeue(out var schema))
        {
            if (!seen.Add(schema))
                continue;
            if (schema is RecordSchema record)
                found.Add(record);
            foreach (var part in Parts(schema))
                waiting.Enqueue(part);
        }

        return found;
    }

    private static IEnumerable<AvroSchema> Parts(AvroSchema schema) => schema switch
    {
        UnionSchema union => union.Branches,
        ArraySchema array => [array.Items],
        MapSchema map => [map.Values],
        RecordSchema record => record.Fields.Select(field => field.Type),
        _ => [],
    };
}
