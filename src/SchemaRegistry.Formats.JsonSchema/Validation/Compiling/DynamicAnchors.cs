using SchemaRegistry.Formats.JsonSchema.Model;

namespace SchemaRegistry.Formats.JsonSchema.Validation.Compiling;

/// <summary>
/// The dynamic references of a schema, and where each may lead: a node in every resource with its anchor.
/// </summary>
internal sealed class DynamicAnchors
{
    private readonly Dictionary<string, Dictionary<int, SchemaNode>> _targets = new(StringComparer.Ordinal);

    public bool AreUsed => _targets.Count > 0;

    public DynamicReference Add(SchemaNode fallback, string name)
    {
        if (!_targets.TryGetValue(name, out var byResource))
            _targets.Add(name, byResource = []);
        return new DynamicReference(fallback, byResource);
    }

    /// <summary>Adds the anchors of resources that were reached meanwhile; false when there was none.</summary>
    public bool AddAnchors(IReadOnlyDictionary<SchemaResource, int> resources, Func<SchemaPlace, SchemaNode> nodeOf)
    {
        var isGrown = false;
        foreach (var (resource, number) in resources.ToList())
        {
            foreach (var (name, byResource) in _targets)
            {
                if (resource.DynamicAnchors.TryGetValue(name, out var value) && !byResource.ContainsKey(number))
                {
                    byResource.Add(number, nodeOf(new SchemaPlace(value, resource)));
                    isGrown = true;
                }
            }
        }

        return isGrown;
    }
}
