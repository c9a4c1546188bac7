using SchemaRegistry.Formats.JsonSchema.Model;

namespace SchemaRegistry.Formats.JsonSchema.Dialects;

/// <summary>The URIs of the meta-schemas: <c>http</c> or <c>https</c>, with or without an empty fragment.</summary>
internal static class DialectNames
{
    private static readonly Dictionary<string, SchemaDraft> Drafts = new(StringComparer.Ordinal)
    {
        ["json-schema.org/draft-04/schema"] = SchemaDraft.Draft4,
        ["json-schema.org/draft-06/schema"] = SchemaDraft.Draft6,
        ["json-schema.org/draft-07/schema"] = SchemaDraft.Draft7,
        ["json-schema.org/draft/2019-09/schema"] = SchemaDraft.Draft201909,
        ["json-schema.org/draft/2020-12/schema"] = SchemaDraft.Draft202012,
    };

    public static SchemaDraft? Find(string? uri) =>
        uri is not null && Drafts.TryGetValue(WithoutScheme(uri.TrimEnd('#')), out var draft) ? draft : null;

    /// <summary>The URI without <c>http://</c> or <c>https://</c>; other URIs as they are.</summary>
    public static string WithoutScheme(string uri)
    {
        if (uri.StartsWith("http://", StringComparison.Ordinal))
            return uri["http://".Length..];
        return uri.StartsWith("https://", StringComparison.Ordinal) ? uri["https://".Length..] : uri;
    }
}
