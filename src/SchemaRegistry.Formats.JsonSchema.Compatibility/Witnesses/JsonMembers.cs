using SchemaRegistry.Formats.JsonSchema.Compatibility.Proposals;

namespace SchemaRegistry.Formats.JsonSchema.Compatibility.Witnesses;

/// <summary>A JSON object in the making, its members as texts. Immutable.</summary>
internal sealed class JsonMembers
{
    private readonly IReadOnlyList<(string Name, string Value)> _members;

    private JsonMembers(IReadOnlyList<(string Name, string Value)> members) => _members = members;

    public JsonMembers()
        : this([])
    {
    }

    public int Count => _members.Count;

    public IEnumerable<string> Names => _members.Select(member => member.Name);

    public bool Has(string name) => _members.Any(member => member.Name == name);

    public JsonMembers With(string name, string value) => new([.. Others(name), (name, value)]);

    public JsonMembers Without(string name) => new([.. Others(name)]);

    public override string ToString() =>
        $"{{{string.Join(',', _members.Select(member => $"{JsonText.Quote(member.Name)}:{member.Value}"))}}}";

    private IEnumerable<(string Name, string Value)> Others(string name) =>
        _members.Where(member => member.Name != name);
}
