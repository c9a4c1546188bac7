using SchemaRegistry.Formats.JsonSchema.Dialects;
using SchemaRegistry.Formats.JsonSchema.Model;

namespace SchemaRegistry.Formats.JsonSchema.Parsing;

/// <summary>
/// Chooses the dialect of each document and indexes it. A <c>$schema</c> that is none of the drafts' may name one of
/// the references: then that meta-schema's own draft counts, with the vocabularies that it lists.
/// </summary>
internal sealed class ScopeBuilder
{
    private readonly Dictionary<string, SchemaValue> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dialect?> _dialects = new(StringComparer.Ordinal);

    public static SchemaScope Build(SchemaDocument root, IReadOnlyList<SchemaDocument> references) =>
        new ScopeBuilder().BuildScope(root, references);

    private SchemaScope BuildScope(SchemaDocument root, IReadOnlyList<SchemaDocument> references)
    {
        foreach (var reference in references)
        {
            _texts.TryAdd(reference.Name!, reference.Root);
            if ((reference.Root.TextOf("$id") ?? reference.Root.TextOf("id")) is { } id)
                _texts.TryAdd(SchemaUri.Split(id).Uri, reference.Root);
        }

        DocumentIndexer.Index(root, "", Dialect.Default, DialectOf);
        var home = root.Resources[0];
        foreach (var reference in references)
            DocumentIndexer.Index(reference, SchemaUri.Resolve(home.Uri, reference.Name!), home.Dialect, DialectOf);
        return new SchemaScope(root, references);
    }

    private Dialect? DialectOf(string uri)
    {
        if (DialectNames.Find(uri) is { } draft)
            return Dialect.Of(draft);
        var name = SchemaUri.Split(uri).Uri;
        if (_dialects.TryGetValue(name, out var known))
            return known;

        // A meta-schema that is its own meta-schema says nothing of a draft.
        _dialects[name] = null;
        return _dialects[name] = _texts.TryGetValue(name, out var text) ? DialectBy(text) : null;
    }

    private Dialect? DialectBy(SchemaValue metaSchema)
    {
        if (metaSchema.TextOf("$schema") is not { } uri || DialectOf(uri) is not { } dialect)
            return null;
        return metaSchema["$vocabulary"] is { IsObject: true } listed && !dialect.IsClassic
            ? dialect with { Vocabularies = VocabularyNames.Read(listed) }
            : dialect;
    }
}
