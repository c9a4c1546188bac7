using SchemaRegistry.Formats.JsonSchema.Model;

namespace SchemaRegistry.Formats.JsonSchema.Compatibility.Proposals;

/// <summary>
/// Finds the definitions of the registered schema that a copied value needs and the edited schema lacks
/// (<c>#/definitions/x</c> and <c>#/$defs/x</c>). Other references mean what they mean in the edited schema.
/// </summary>
internal sealed class DefinitionCopier(SchemaScopes scopes)
{
    private const int MaxDefinitions = 100;

    private readonly HashSet<(string Keyword, string Name)> _seen = [];
    private readonly List<TextPatch> _patches = [];

    public IReadOnlyList<TextPatch> Patches => _patches;

    public void Follow(SchemaValue copied)
    {
        var waiting = new Stack<SchemaValue>();
        waiting.Push(copied);
        while (waiting.TryPop(out var value))
        {
            if (value.TextOf("$ref") is { } reference && Find(reference) is { } definition)
                waiting.Push(definition);
            foreach (var item in value.Items)
                waiting.Push(item);
            foreach (var member in value.Members)
                waiting.Push(member.Value);
        }
    }

    /// <summary>A definition to copy, the first time that it is asked for.</summary>
    private SchemaValue? Find(string reference)
    {
        if (reference.Split('/') is not ["#", ("definitions" or "$defs") and var keyword, var name, ..])
            return null;
        if (_patches.Count == MaxDefinitions || !_seen.Add((keyword, name)))
            return null;
        var mine = scopes.Mine.Root.RootPlace;
        if (scopes.Mine.Resolve(mine, $"#/{keyword}/{name}") is not null
            || scopes.Theirs.Root.Root[keyword]?[name] is not { } definition)
            return null;
        _patches.Add(new TextPatch([keyword, name], definition));
        return definition;
    }
}
