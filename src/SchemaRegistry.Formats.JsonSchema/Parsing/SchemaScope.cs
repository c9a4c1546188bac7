using System.Globalization;
using SchemaRegistry.Formats.JsonSchema.Dialects;
using SchemaRegistry.Formats.JsonSchema.Model;

namespace SchemaRegistry.Formats.JsonSchema.Parsing;

/// <summary>
/// Everything that the references of one schema can mean: the document itself, the documents it was registered with,
/// and the meta-schemas of the drafts. Nothing is ever fetched. Immutable once built.
/// </summary>
public sealed class SchemaScope
{
    private readonly Dictionary<string, SchemaResource> _resources = new(StringComparer.Ordinal);

    internal SchemaScope(SchemaDocument root, IEnumerable<SchemaDocument> references)
    {
        Root = root;
        Add(root);
        foreach (var reference in references)
        {
            // The registered name comes first: it is what the schema's author chose for this text.
            var name = reference.Name!;
            var resource = reference.Resources[0];
            _resources.TryAdd(name, resource);
            _resources.TryAdd(SchemaUri.Resolve(root.Resources[0].Uri, name), resource);
            Add(reference);
        }
    }

    public SchemaDocument Root { get; }

    /// <summary>
    /// The schema that <paramref name="reference"/> means at a place, or null when there is none. The answer does not
    /// follow a reference that stands there in turn.
    /// </summary>
    public SchemaPlace? Resolve(SchemaPlace from, string reference)
    {
        var (uri, fragment) = SchemaUri.Split(reference);
        return FindResource(from.Resource, uri) is { } resource ? Find(resource, fragment) : null;
    }

    /// <summary>The resource that a reference without its fragment means, or null.</summary>
    internal SchemaResource? FindResource(SchemaResource from, string uri)
    {
        if (uri.Length == 0)
            return from;
        var absolute = SchemaUri.Resolve(from.Uri, uri);
        return _resources.GetValueOrDefault(absolute)
            ?? MetaSchemas.Find(absolute)
            ?? _resources.GetValueOrDefault(uri)
            ?? (uri.StartsWith("./", StringComparison.Ordinal) ? _resources.GetValueOrDefault(uri[2..]) : null);
    }

    /// <summary>The schema that a fragment means in a resource: all of it, a JSON pointer, or an anchor.</summary>
    internal static SchemaPlace? Find(SchemaResource resource, string? fragment)
    {
        var root = new SchemaPlace(resource.Root, resource);
        if (string.IsNullOrEmpty(fragment))
            return root;
        var text = SchemaUri.Unescape(fragment);
        if (text[0] == '/')
            return FollowPointer(root, text);
        return resource.Anchors.TryGetValue(text, out var anchored) ? new SchemaPlace(anchored, resource) : null;
    }

    private static SchemaPlace? FollowPointer(SchemaPlace from, string pointer)
    {
        SchemaPlace? place = from;
        var depth = 0;
        foreach (var token in pointer.Split('/').Skip(1))
        {
            var key = token.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            place = Step(place.Value, key, isRoot: depth++ == 0);
            if (place is null)
                return null;
        }

        return place;
    }

    private static SchemaPlace? Step(SchemaPlace place, string key, bool isRoot)
    {
        var value = place.Value;
        var child = value.IsArray ? ItemAt(value, key) : value[key];

        // Registries show the top-level "definitions" of a document under "$defs" as well.
        if (child is null && isRoot && key == "$defs")
            child = value["definitions"];
        return child is null ? null : place.Child(child);
    }

    private static SchemaValue? ItemAt(SchemaValue array, string key) =>
        int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < array.Items.Count
            ? array.Items[index]
            : null;

    private void Add(SchemaDocument document)
    {
        foreach (var resource in document.Resources)
            _resources.TryAdd(resource.Uri, resource);
    }
}
