using SchemaRegistry.Formats.JsonSchema.Model;
using SchemaRegistry.Formats.JsonSchema.Patterns;

namespace SchemaRegistry.Formats.JsonSchema.Validation.Compiling;

/// <summary>Compiles the keywords of objects.</summary>
internal sealed class ObjectCompiler(NodeFiller filler)
{
    private static readonly string[] DependencyKeywords = ["dependencies", "dependentRequired", "dependentSchemas"];

    private readonly List<string> _names = [];
    private readonly Dictionary<string, int> _indexes = new(StringComparer.Ordinal);

    public ObjectRules? Build()
    {
        foreach (var name in filler.Get("required")?.Items ?? [])
            IndexOf(name.Text);
        string[] required = [.. _names];
        DependencyRule[] dependencies = [.. DependencyKeywords.SelectMany(BuildDependencies)];
        var noted = _names.Count;

        var properties = filler.Get("properties")?.Members ?? [];
        foreach (var property in properties)
            IndexOf(property.Key);
        var byName = new SchemaNode?[_names.Count];
        foreach (var property in properties)
            byName[IndexOf(property.Key)] = filler.NodeOf(property.Value);

        var rules = new ObjectRules
        {
            MinProperties = filler.CountOf("minProperties", 0),
            MaxProperties = filler.CountOf("maxProperties", int.MaxValue),
            PropertyNames = filler.ChildOf("propertyNames"),
            Additional = filler.ChildOf("additionalProperties"),
            Patterns = [.. BuildPatterns()],
            Dependencies = dependencies,
            Required = required,
            NotedNames = noted,
            Names = new NameTable(_names),
            ByName = byName,
        };
        return IsEmpty(rules) ? null : rules;
    }

    private static bool IsEmpty(ObjectRules rules) =>
        rules.ByName.Length == 0 && rules.Patterns.Length == 0
        && rules.Additional is null && rules.PropertyNames is null
        && rules.MinProperties == 0 && rules.MaxProperties == int.MaxValue;

    private int IndexOf(string name)
    {
        if (!_indexes.TryGetValue(name, out var index))
        {
            _indexes.Add(name, index = _names.Count);
            _names.Add(name);
        }

        return index;
    }

    private IEnumerable<DependencyRule> BuildDependencies(string keyword)
    {
        foreach (var member in filler.Get(keyword)?.Members ?? [])
        {
            var trigger = IndexOf(member.Key);
            yield return member.Value.IsArray
                ? new DependencyRule(keyword, trigger, [.. member.Value.Items.Select(Named)], null)
                : new DependencyRule(keyword, trigger, [], filler.NodeOf(member.Value));
        }
    }

    private (int Index, string Name) Named(SchemaValue name) => (IndexOf(name.Text), name.Text);

    private IEnumerable<(SchemaPattern Pattern, SchemaNode Node)> BuildPatterns()
    {
        foreach (var member in filler.Get("patternProperties")?.Members ?? [])
        {
            if (filler.PatternOf(member.Key, "patternProperties") is { } pattern)
                yield return (pattern, filler.NodeOf(member.Value));
        }
    }
}
