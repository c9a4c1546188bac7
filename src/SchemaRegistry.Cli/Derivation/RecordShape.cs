using System.Text.Json;

namespace SchemaRegistry.Cli.Derivation;

/// <summary>The members of the objects of one place, in the order in which they were met first.</summary>
internal sealed class RecordShape
{
    private readonly OrderedDictionary<string, Member> _members = [];
    private long _objects;

    public IEnumerable<(string Name, Shape Shape, bool IsAlwaysThere)> Members =>
        _members.Select(member => (member.Key, member.Value.Shape, member.Value.Count == _objects));

    public void Add(JsonElement value)
    {
        _objects++;
        foreach (var property in value.EnumerateObject())
            Find(property.Name).Shape.Add(property.Value);
    }

    public void AddTexts(JsonElement row)
    {
        _objects++;
        foreach (var property in row.EnumerateObject())
            Find(property.Name).Shape.AddText(property.Value.GetString());
    }

    /// <summary>The member of that name, counted as there in the current object.</summary>
    private Member Find(string name)
    {
        if (!_members.TryGetValue(name, out var member))
        {
            if (_members.Count >= CliLimits.MaxDerivedFields)
            {
                throw new CommandException(
                    $"An object has more than {CliLimits.MaxDerivedFields} different members; give a --schema with a map instead.");
            }

            _members[name] = member = new Member();
        }

        // A duplicate key counts once; the last value stands, as everywhere.
        if (member.LastObject != _objects)
        {
            member.LastObject = _objects;
            member.Count++;
        }

        return member;
    }

    private sealed class Member
    {
        public Shape Shape { get; } = new();

        public long Count { get; set; }

        public long LastObject { get; set; }
    }
}
