using static SchemaRegistry.Formats.JsonSchema.Compatibility.DifferenceType;

namespace SchemaRegistry.Formats.JsonSchema.Compatibility.Proposals;

/// <summary>
/// What a rule is about: a schema as a whole, which a spot shows by the keyword that makes its kind; a keyword of it;
/// or an entry of a keyword, such as a property. <paramref name="Keys"/> lead from the schema to it.
/// </summary>
internal sealed record RuleSubject(int Keys)
{
    public static readonly RuleSubject Kind = new(0);
    public static readonly RuleSubject Keyword = new(1);
    public static readonly RuleSubject Entry = new(2);

    public bool IsKind => Keys == 0;

    public static bool IsKindKeyword(string key) =>
        key is "type" or "enum" or "const" or "not" or "if" or "allOf" or "anyOf" or "oneOf";

    public static RuleSubject Of(DifferenceType type) => type switch
    {
        TypeChanged or TypeNarrowed or CombinedTypeChanged or CombinedTypeSubschemasChanged
            or SumTypeNarrowed or SumTypeExtended or ProductTypeExtended => Kind,
        RequiredAttributeAdded
            or DependencyArrayAdded or DependencyArrayExtended or DependencyArrayChanged or DependencySchemaAdded
            or PropertyRemovedFromClosedContentModel or PropertyRemovedNotCoveredByPartiallyOpenContentModel
            or PropertyAddedNotCoveredByPartiallyOpenContentModel or OptionalPropertyAddedToOpenContentModel
            or RequiredPropertyAddedToOpenContentModel or RequiredPropertyWithDefaultAddedToOpenContentModel
            or RequiredPropertyAddedToUnopenContentModel
            or ItemAddedToOpenContentModel or ItemAddedNotCoveredByPartiallyOpenContentModel
            or ItemRemovedFromClosedContentModel or ItemRemovedNotCoveredByPartiallyOpenContentModel => Entry,
        _ => Keyword,
    };
}
