using static SchemaRegistry.Formats.JsonSchema.Compatibility.DifferenceType;

namespace SchemaRegistry.Formats.JsonSchema.Compatibility;

/// <summary>
/// A description in three parts: the reader's name (<c>new</c> or <c>old</c>) comes after the first, the writer's after
/// the second.
/// </summary>
internal sealed record DifferenceWording(string Before, string Between, string After)
{
    private const string Schema = " schema";

    /// <summary>Null for a difference that the API describes by nothing, or that is never incompatible.</summary>
    public static DifferenceWording? Of(Difference difference) =>
        OfKeyword(difference) ?? OfValue(difference) ?? OfStructure(difference) ?? OfContent(difference);

    private static DifferenceWording? OfKeyword(Difference difference) => difference.Type switch
    {
        MaxLengthAdded or MinLengthAdded or PatternAdded
            or MaximumAdded or MinimumAdded or ExclusiveMaximumAdded or ExclusiveMinimumAdded or MultipleOfAdded
            or MaxPropertiesAdded or MinPropertiesAdded or RequiredAttributeAdded
            or DependencyArrayAdded or DependencySchemaAdded
            or MaxItemsAdded or MinItemsAdded or UniqueItemsAdded or MaxContainsAdded or MinContainsAdded
            or AdditionalPropertiesRemoved or AdditionalItemsRemoved
            or UnevaluatedPropertiesRemoved or UnevaluatedItemsRemoved =>
            new($"The keyword at path '{difference.Path}' in the ", " schema is not present in the ", Schema),
        _ => null,
    };

    private static DifferenceWording? OfValue(Difference difference) => difference.Type switch
    {
        MinLengthIncreased or MinimumIncreased or ExclusiveMinimumIncreased or MultipleOfExpanded
            or MinPropertiesIncreased or MinItemsIncreased or MinContainsIncreased =>
            Compared(difference, "more"),
        MaxLengthDecreased or MaximumDecreased or ExclusiveMaximumDecreased
            or MaxPropertiesDecreased or MaxItemsDecreased or MaxContainsDecreased =>
            Compared(difference, "less"),
        PatternChanged or MultipleOfChanged or DependencyArrayChanged =>
            new($"The value at path '{difference.Path}' is different between the ", " and ", Schema),
        _ => null,
    };

    private static DifferenceWording Compared(Difference difference, string relation) =>
        new($"The value at path '{difference.Path}' in the ", $" schema is {relation} than its value in the ", Schema);

    private static DifferenceWording? OfStructure(Difference difference) => difference.Type switch
    {
        AdditionalPropertiesNarrowed or AdditionalItemsNarrowed
            or UnevaluatedPropertiesNarrowed or UnevaluatedItemsNarrowed
            or EnumArrayNarrowed or SumTypeNarrowed => Counted(difference, "fewer"),
        DependencyArrayExtended or ProductTypeExtended or SumTypeExtended or NotTypeExtended =>
            Counted(difference, "more"),
        TypeChanged or TypeNarrowed or CombinedTypeChanged or CombinedTypeSubschemasChanged or EnumArrayChanged =>
            new($"A type at path '{difference.Path}' is different between the ", " schema and the ", Schema),
        _ => null,
    };

    private static DifferenceWording Counted(Difference difference, string relation) =>
        new(
            $"An array or combined type at path '{difference.Path}' has {relation} elements in the ",
            " schema than the ",
            Schema);

    private static DifferenceWording? OfContent(Difference difference) => difference.Type switch
    {
        RequiredPropertyAddedToOpenContentModel or RequiredPropertyWithDefaultAddedToOpenContentModel
            or OptionalPropertyAddedToOpenContentModel or ItemAddedToOpenContentModel =>
            new(
                "The ",
                $" schema has an open content model and has a property or item at path '{difference.Path}' "
                    + "which is missing in the ",
                Schema),
        RequiredPropertyAddedToUnopenContentModel =>
            new(
                "The ",
                $" schema has an unopen content model and has a required property at path '{difference.Path}' "
                    + "which is missing in the ",
                Schema),
        PropertyRemovedFromClosedContentModel or ItemRemovedFromClosedContentModel =>
            new(
                "The ",
                " has a closed content model and is missing a property or item present at path "
                    + $"'{difference.Path}' in the ",
                Schema),
        PropertyRemovedNotCoveredByPartiallyOpenContentModel
            or ItemRemovedNotCoveredByPartiallyOpenContentModel =>
            new(
                "A property or item is missing in the ",
                $" schema but present at path '{difference.Path}' in the ",
                " schema and is not covered by its partially open content model"),
        PropertyAddedNotCoveredByPartiallyOpenContentModel or ItemAddedNotCoveredByPartiallyOpenContentModel =>
            new(
                "The ",
                $" schema has a property or item at path '{difference.Path}' which is missing in the ",
                " schema and is not covered by its partially open content model"),
        _ => null,
    };
}
