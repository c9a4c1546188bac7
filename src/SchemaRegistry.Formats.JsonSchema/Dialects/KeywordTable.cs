using System.Collections.Frozen;
using SchemaRegistry.Formats.JsonSchema.Model;
using static SchemaRegistry.Formats.JsonSchema.Dialects.KeywordShape;
using static SchemaRegistry.Formats.JsonSchema.Model.SchemaDraft;

namespace SchemaRegistry.Formats.JsonSchema.Dialects;

/// <summary>
/// The keywords of the drafts and the shape of their values, as the meta-schemas of the drafts state them. One table
/// for all who walk a schema: the indexer, the checks, the validator.
/// </summary>
internal static class KeywordTable
{
    private const Vocabularies Core = Vocabularies.Core;
    private const Vocabularies Applicator = Vocabularies.Applicator;
    private const Vocabularies Unevaluated = Vocabularies.Unevaluated;
    private const Vocabularies Validation = Vocabularies.Validation;

    private static readonly Keyword[] All =
    [
        new("id", KeywordShape.String, Draft4, Draft4, Core),
        new("$id", KeywordShape.String, Draft6, Draft202012, Core),
        new("$schema", KeywordShape.String, Draft4, Draft202012, Core),
        new("$ref", Reference, Draft4, Draft202012, Core),
        new("$anchor", KeywordShape.String, Draft201909, Draft202012, Core),
        new("$recursiveRef", Reference, Draft201909, Draft201909, Core),
        new("$recursiveAnchor", KeywordShape.Boolean, Draft201909, Draft201909, Core),
        new("$dynamicRef", Reference, Draft202012, Draft202012, Core),
        new("$dynamicAnchor", KeywordShape.String, Draft202012, Draft202012, Core),
        new("$vocabulary", Any, Draft201909, Draft202012, Core),
        new("$comment", KeywordShape.String, Draft7, Draft202012, Core),
        new("$defs", SchemaMap, Draft201909, Draft202012, Core),
        new("definitions", SchemaMap, Draft4, Draft202012, Core),

        new("allOf", SchemaArray, Draft4, Draft202012, Applicator),
        new("anyOf", SchemaArray, Draft4, Draft202012, Applicator),
        new("oneOf", SchemaArray, Draft4, Draft202012, Applicator),
        new("not", Schema, Draft4, Draft202012, Applicator),
        new("if", Schema, Draft7, Draft202012, Applicator),
        new("then", Schema, Draft7, Draft202012, Applicator),
        new("else", Schema, Draft7, Draft202012, Applicator),
        new("properties", SchemaMap, Draft4, Draft202012, Applicator),
        new("patternProperties", PatternMap, Draft4, Draft202012, Applicator),
        new("additionalProperties", Schema, Draft4, Draft202012, Applicator),
        new("propertyNames", Schema, Draft6, Draft202012, Applicator),
        new("dependencies", SchemaOrNamesMap, Draft4, Draft202012, Applicator),
        new("dependentSchemas", SchemaMap, Draft201909, Draft202012, Applicator),
        new("items", SchemaOrArray, Draft4, Draft201909, Applicator),
        new("items", Schema, Draft202012, Draft202012, Applicator),
        new("additionalItems", Schema, Draft4, Draft201909, Applicator),
        new("prefixItems", SchemaArray, Draft202012, Draft202012, Applicator),
        new("contains", Schema, Draft6, Draft202012, Applicator),
        new("unevaluatedItems", Schema, Draft201909, Draft202012, Unevaluated),
        new("unevaluatedProperties", Schema, Draft201909, Draft202012, Unevaluated),

        new("type", TypeNames, Draft4, Draft202012, Validation),
        new("enum", KeywordShape.Array, Draft4, Draft202012, Validation),
        new("const", Any, Draft6, Draft202012, Validation),
        new("multipleOf", PositiveNumber, Draft4, Draft202012, Validation),
        new("maximum", KeywordShape.Number, Draft4, Draft202012, Validation),
        new("minimum", KeywordShape.Number, Draft4, Draft202012, Validation),
        new("exclusiveMaximum", KeywordShape.Boolean, Draft4, Draft4, Validation),
        new("exclusiveMinimum", KeywordShape.Boolean, Draft4, Draft4, Validation),
        new("exclusiveMaximum", KeywordShape.Number, Draft6, Draft202012, Validation),
        new("exclusiveMinimum", KeywordShape.Number, Draft6, Draft202012, Validation),
        new("maxLength", Count, Draft4, Draft202012, Validation),
        new("minLength", Count, Draft4, Draft202012, Validation),
        new("pattern", Pattern, Draft4, Draft202012, Validation),
        new("maxItems", Count, Draft4, Draft202012, Validation),
        new("minItems", Count, Draft4, Draft202012, Validation),
        new("uniqueItems", KeywordShape.Boolean, Draft4, Draft202012, Validation),
        new("maxContains", Count, Draft201909, Draft202012, Validation),
        new("minContains", Count, Draft201909, Draft202012, Validation),
        new("maxProperties", Count, Draft4, Draft202012, Validation),
        new("minProperties", Count, Draft4, Draft202012, Validation),
        new("required", Names, Draft4, Draft202012, Validation),
        new("dependentRequired", NamesMap, Draft201909, Draft202012, Validation),
        new("format", KeywordShape.String, Draft4, Draft202012, Core),

        new("title", KeywordShape.String, Draft4, Draft202012, Core),
        new("description", KeywordShape.String, Draft4, Draft202012, Core),
        new("default", Any, Draft4, Draft202012, Core),
    ];

    private static readonly FrozenDictionary<string, Keyword>[] ByDraft =
    [
        .. Enum.GetValues<SchemaDraft>().Select(draft => All
            .Where(keyword => keyword.Since <= draft && draft <= keyword.Until)
            .ToFrozenDictionary(keyword => keyword.Name, StringComparer.Ordinal)),
    ];

    /// <summary>The keyword of that name in the draft, or null when it is unknown there.</summary>
    public static Keyword? Find(SchemaDraft draft, string name) => ByDraft[(int)draft].GetValueOrDefault(name);
}
