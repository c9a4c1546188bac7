using System.Collections.Frozen;
using SchemaRegistry.Formats.JsonSchema.Dialects;
using SchemaRegistry.Formats.JsonSchema.Model;

namespace SchemaRegistry.Formats.JsonSchema.Parsing;

/// <summary>
/// The meta-schemas of the drafts, without their prose: every schema may refer to them. They lie in the assembly as
/// <c>Dialects/MetaSchemas/*.json</c> and are read once, at the first reference to one of them.
/// </summary>
internal static class MetaSchemas
{
    private const string Host = "json-schema.org/";
    private const string Folder = "SchemaRegistry.Formats.JsonSchema.Dialects.MetaSchemas.";

    private static readonly Lazy<FrozenDictionary<string, SchemaResource>> Resources = new(ReadAll);

    /// <summary>The resource of that absolute URI (<c>http</c> or <c>https</c>, no fragment), or null.</summary>
    public static SchemaResource? Find(string uri)
    {
        var path = DialectNames.WithoutScheme(uri);
        return path.StartsWith(Host, StringComparison.Ordinal) ? Resources.Value.GetValueOrDefault(path) : null;
    }

    private static FrozenDictionary<string, SchemaResource> ReadAll()
    {
        var assembly = typeof(MetaSchemas).Assembly;
        var found = new Dictionary<string, SchemaResource>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames().Where(IsMetaSchema))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            var utf8 = new byte[stream.Length];
            stream.ReadExactly(utf8);
            var root = SchemaTextReader.Read(utf8, out var problem)
                ?? throw new InvalidDataException($"{name}: {problem}");
            var document = new SchemaDocument(root, root.TextOf("$id") ?? root.TextOf("id"));
            DocumentIndexer.Index(document, "", Dialect.Default, KnownDialect);
            foreach (var resource in document.Resources)
                found.Add(DialectNames.WithoutScheme(resource.Uri), resource);
        }

        return found.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static bool IsMetaSchema(string name) => name.StartsWith(Folder, StringComparison.Ordinal);

    private static Dialect? KnownDialect(string uri) =>
        DialectNames.Find(uri) is { } draft ? Dialect.Of(draft) : null;
}
