namespace SchemaRegistry.Formats.JsonSchema.Validation;

/// <summary>
/// A <c>$dynamicRef</c> or <c>$recursiveRef</c> whose first target is a dynamic anchor: among the resources that
/// evaluation has entered the outermost with an anchor of that name is meant.
/// </summary>
internal sealed class DynamicReference(SchemaNode fallback, Dictionary<int, SchemaNode> byResource)
{
    public SchemaNode Resolve(ReadOnlySpan<int> scope)
    {
        foreach (var resource in scope)
        {
            if (byResource.TryGetValue(resource, out var node))
                return node;
        }

        return fallback;
    }
}
