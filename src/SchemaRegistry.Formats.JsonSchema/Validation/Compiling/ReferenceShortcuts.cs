namespace SchemaRegistry.Formats.JsonSchema.Validation.Compiling;

/// <summary>
/// Lets those who lead to a schema that is nothing but a reference lead to its target at once. Only for schemas without
/// dynamic references: those need to know every resource on the way. There is no circle of such schemas.
/// </summary>
internal static class ReferenceShortcuts
{
    public static void Apply(IEnumerable<SchemaNode> nodes)
    {
        foreach (var node in nodes)
        {
            if (node.Arrays is { } arrays)
                Shorten(arrays);
            if (node.Objects is { } objects)
                Shorten(objects);
            if (node.InPlace is { } inPlace)
                Shorten(inPlace);
        }
    }

    private static void Shorten(ArrayRules rules)
    {
        Shorten(rules.Prefix);
        rules.Rest = End(rules.Rest);
        rules.Contains = End(rules.Contains);
    }

    private static void Shorten(ObjectRules rules)
    {
        Shorten(rules.ByName);
        rules.Additional = End(rules.Additional);
        rules.PropertyNames = End(rules.PropertyNames);
        for (var index = 0; index < rules.Patterns.Length; index++)
            rules.Patterns[index].Node = End(rules.Patterns[index].Node)!;
    }

    private static void Shorten(InPlaceRules rules)
    {
        Shorten(rules.All);
        Shorten(rules.AnyOf ?? []);
        Shorten(rules.OneOf ?? []);
        rules.Not = End(rules.Not);
        rules.If = End(rules.If);
        rules.Then = End(rules.Then);
        rules.Else = End(rules.Else);
        rules.UnevaluatedItems = End(rules.UnevaluatedItems);
        rules.UnevaluatedProperties = End(rules.UnevaluatedProperties);
    }

    private static void Shorten(SchemaNode?[] nodes)
    {
        for (var index = 0; index < nodes.Length; index++)
            nodes[index] = End(nodes[index]);
    }

    private static SchemaNode? End(SchemaNode? node)
    {
        while (node is not null && node.OnlyReference is { } target)
            node = target;
        return node;
    }
}
