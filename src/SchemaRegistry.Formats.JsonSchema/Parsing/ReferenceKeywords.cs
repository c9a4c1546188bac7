using SchemaRegistry.Formats.JsonSchema.Dialects;
using SchemaRegistry.Formats.JsonSchema.Model;

namespace SchemaRegistry.Formats.JsonSchema.Parsing;

/// <summary>The keywords of a schema that refer to another one.</summary>
internal static class ReferenceKeywords
{
    private static readonly string[] Names = ["$ref", "$dynamicRef", "$recursiveRef"];

    /// <summary>
    /// The schemas that a schema refers to, before dynamic scope; those that are not found are left out.
    /// </summary>
    public static IEnumerable<SchemaPlace> Targets(SchemaScope scope, SchemaPlace place)
    {
        foreach (var name in Names)
        {
            var isKnown = KeywordTable.Find(place.Dialect.Draft, name) is not null;
            if (isKnown && place.Value.TextOf(name) is { } text && scope.Resolve(place, text) is { } target)
                yield return target;
        }
    }

    /// <summary>Why a reference leads nowhere, or null when it leads to a schema.</summary>
    public static string? Explain(SchemaScope scope, SchemaPlace from, string reference)
    {
        var (uri, fragment) = SchemaUri.Split(reference);
        if (scope.FindResource(from.Resource, uri) is not { } resource)
        {
            var absolute = SchemaUri.Resolve(from.Resource.Uri, uri);
            return IsRemote(absolute)
                ? $"Remote schema reference fetching over HTTP(S) is disabled: {absolute}; register that schema and "
                    + "give it as a reference under this name"
                : $"The reference '{reference}' is not resolved: no schema in this text has the identifier "
                    + $"'{absolute}', and no reference is registered under that name or '" + uri + "'";
        }

        if (SchemaScope.Find(resource, fragment) is not { } target)
            return $"The reference '{reference}' is not resolved: there is no '#{fragment}' in {Called(resource)}";
        return target.Value.IsSchema
            ? null
            : $"The reference '{reference}' leads to {KeywordRules.Named(target.Value.Kind)} instead of a schema";
    }

    /// <summary>Whether a reference leads nowhere that is known, but to an address in the network.</summary>
    public static bool IsRemote(SchemaScope scope, SchemaPlace from, string reference)
    {
        var (uri, _) = SchemaUri.Split(reference);
        return scope.FindResource(from.Resource, uri) is null && IsRemote(SchemaUri.Resolve(from.Resource.Uri, uri));
    }

    private static bool IsRemote(string uri) =>
        uri.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
        || uri.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    private static string Called(SchemaResource resource) =>
        resource.Uri.Length > 0 ? $"'{resource.Uri}'" : "the schema";
}
