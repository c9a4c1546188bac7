using SchemaRegistry.Formats.JsonSchema.Dialects;
using SchemaRegistry.Formats.JsonSchema.Model;

namespace SchemaRegistry.Formats.JsonSchema.Parsing;

/// <summary>
/// Finds the resources and anchors of a document. It walks only where the draft has schemas: an <c>$id</c> inside an
/// <c>enum</c> or an unknown keyword identifies nothing.
/// </summary>
internal sealed class DocumentIndexer
{
    private readonly SchemaDocument _document;
    private readonly Func<string, Dialect?> _dialectOf;

    private DocumentIndexer(SchemaDocument document, Func<string, Dialect?> dialectOf)
    {
        _document = document;
        _dialectOf = dialectOf;
    }

    /// <param name="document">The document, with no resource yet.</param>
    /// <param name="uri">Where the document was found, or empty.</param>
    /// <param name="fallback">The dialect when the document names none, or an unknown one.</param>
    /// <param name="dialectOf">The dialect that a meta-schema's URI chooses, or null.</param>
    public static void Index(SchemaDocument document, string uri, Dialect fallback, Func<string, Dialect?> dialectOf)
    {
        var indexer = new DocumentIndexer(document, dialectOf);
        var root = document.Root;
        var dialect = indexer.ChosenBy(root) ?? fallback;
        var id = IdOf(root, dialect);
        var own = id is null ? uri : SchemaUri.Resolve(uri, SchemaUri.Split(id).Uri);
        indexer.Enter(root, document.AddResource(root, own, dialect), id);
    }

    /// <summary>The identifier of a schema, with its fragment, or null when there is none that counts.</summary>
    public static string? IdOf(SchemaValue schema, Dialect dialect)
    {
        var id = schema.TextOf(dialect.IdKeyword);

        // A reference hides everything beside it, the identifier too.
        return id is not null && dialect.IsClassic && schema.TextOf("$ref") is not null ? null : id;
    }

    private Dialect? ChosenBy(SchemaValue schema) => schema.TextOf("$schema") is { } uri ? _dialectOf(uri) : null;

    private void Walk(SchemaValue schema, SchemaResource parent)
    {
        if (!schema.IsObject)
            return;

        var dialect = parent.Dialect;
        if (ChosenBy(schema) is { } chosen && IdOf(schema, chosen) is not null)
            dialect = chosen;
        var id = IdOf(schema, dialect);
        var resource = parent;
        if (id is { Length: > 0 } && SchemaUri.Split(id).Uri is { Length: > 0 } uri)
            resource = _document.AddResource(schema, SchemaUri.Resolve(parent.Uri, uri), dialect);
        Enter(schema, resource, id);
    }

    private void Enter(SchemaValue schema, SchemaResource resource, string? id)
    {
        var draft = resource.Dialect.Draft;
        AddAnchors(schema, resource, id);
        foreach (var member in schema.Members)
        {
            if (KeywordTable.Find(draft, member.Key) is { } keyword)
                WalkChildren(keyword.Shape, member.Value, resource);
        }
    }

    private static void AddAnchors(SchemaValue schema, SchemaResource resource, string? id)
    {
        var draft = resource.Dialect.Draft;
        if (resource.Dialect.IsClassic)
        {
            if (id is not null && SchemaUri.Split(id).Fragment is { Length: > 0 } fragment)
                resource.AddAnchor(fragment, schema);
            return;
        }

        if (schema.TextOf("$anchor") is { } anchor)
            resource.AddAnchor(anchor, schema);
        if (draft == SchemaDraft.Draft202012 && schema.TextOf("$dynamicAnchor") is { } dynamic)
        {
            resource.AddAnchor(dynamic, schema);
            resource.AddDynamicAnchor(dynamic, schema);
        }

        var isRecursive = draft == SchemaDraft.Draft201909
            && schema["$recursiveAnchor"] is { Kind: SchemaValueKind.True }
            && ReferenceEquals(schema, resource.Root);
        if (isRecursive)
            resource.AddDynamicAnchor("", schema);
    }

    private void WalkChildren(KeywordShape shape, SchemaValue value, SchemaResource resource)
    {
        switch (shape)
        {
            case KeywordShape.Schema:
                Walk(value, resource);
                break;
            case KeywordShape.SchemaOrArray when value.IsObject:
                Walk(value, resource);
                break;
            case KeywordShape.SchemaArray or KeywordShape.SchemaOrArray:
                foreach (var item in value.Items)
                    Walk(item, resource);
                break;
            case KeywordShape.SchemaMap or KeywordShape.PatternMap or KeywordShape.SchemaOrNamesMap:
                foreach (var member in value.Members)
                    Walk(member.Value, resource);
                break;
        }
    }
}
