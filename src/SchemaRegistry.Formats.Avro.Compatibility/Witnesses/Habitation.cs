using SchemaRegistry.Formats.Avro.Compatibility.Comparing;
using SchemaRegistry.Formats.Avro.Model;

namespace SchemaRegistry.Formats.Avro.Compatibility.Witnesses;

/// <summary>
/// Which types have values that end, and which branch of a union leads to the end. A record that contains itself
/// without a way out has none, nor has an enum without symbols. Found from the leaves up, in time linear in the size of
/// the schema.
/// </summary>
internal sealed class Habitation
{
    private readonly Dictionary<AvroSchema, int> _rank = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<AvroSchema, List<AvroSchema>> _users = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<AvroSchema, int> _missing = new(ReferenceEqualityComparer.Instance);
    private readonly Queue<AvroSchema> _found = [];

    private Habitation()
    {
    }

    public static Habitation Of(AvroSchema root)
    {
        var habitation = new Habitation();
        habitation.Collect(root);
        while (habitation._found.TryDequeue(out var type))
            habitation.Tell(type);
        return habitation;
    }

    public bool HasValues(AvroSchema type) => _rank.ContainsKey(type);

    /// <summary>The branch of a union that has values, of which null is the shortest.</summary>
    public AvroSchema Shortest(UnionSchema union) =>
        union.Branches.FirstOrDefault(branch => branch.Kind == AvroKind.Null)
        ?? union.Branches.Where(HasValues).MinBy(branch => _rank[branch])!;

    private void Collect(AvroSchema root)
    {
        var open = new Stack<AvroSchema>([root]);
        while (open.TryPop(out var type))
        {
            if (!_missing.TryAdd(type, Needed(type)))
                continue;
            if (_missing[type] == 0)
                Add(type);
            foreach (var part in TypeParts.Of(type))
            {
                open.Push(part);
                if (!_users.TryGetValue(part, out var users))
                    _users[part] = users = [];
                users.Add(type);
            }
        }
    }

    /// <summary>
    /// How many parts must have values before the type has one. Arrays and maps need no items.
    /// </summary>
    private static int Needed(AvroSchema type) => type switch
    {
        RecordSchema record => record.Fields.Count,
        UnionSchema => 1,
        EnumSchema { Symbols.Count: 0 } => int.MaxValue,
        _ => 0,
    };

    private void Add(AvroSchema type)
    {
        if (_rank.TryAdd(type, _rank.Count))
            _found.Enqueue(type);
    }

    private void Tell(AvroSchema type)
    {
        foreach (var user in _users.GetValueOrDefault(type) ?? [])
        {
            if (user is RecordSchema or UnionSchema && --_missing[user] == 0)
                Add(user);
        }
    }
}
