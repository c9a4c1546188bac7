using System.Collections.Frozen;
using SchemaRegistry.Formats.Compatibility;
using static SchemaRegistry.Formats.JsonSchema.Compatibility.DifferenceType;

namespace SchemaRegistry.Formats.JsonSchema.Compatibility;

/// <summary>Which differences an update may have (compatibility rules 5.5 to 5.9).</summary>
internal static class DifferenceSeverity
{
    private static readonly FrozenSet<DifferenceType> Compatible = FrozenSet.ToFrozenSet(
    [
        IdChanged, TitleChanged, DescriptionChanged, DefaultChanged, SchemaRemoved, TypeExtended,
        MaxLengthIncreased, MaxLengthRemoved, MinLengthDecreased, MinLengthRemoved, PatternRemoved,
        MaximumIncreased, MaximumRemoved, MinimumDecreased, MinimumRemoved,
        ExclusiveMaximumIncreased, ExclusiveMaximumRemoved, ExclusiveMinimumDecreased, ExclusiveMinimumRemoved,
        MultipleOfReduced, MultipleOfRemoved,
        MaxPropertiesIncreased, MaxPropertiesRemoved, MinPropertiesDecreased, MinPropertiesRemoved,
        RequiredAttributeRemoved, RequiredAttributeWithDefaultAdded,
        AdditionalPropertiesAdded, AdditionalPropertiesExtended,
        UnevaluatedPropertiesAdded, UnevaluatedPropertiesExtended,
        DependencyArrayRemoved, DependencyArrayNarrowed, DependencySchemaRemoved,
        PropertyRemovedFromOpenContentModel, PropertyRemovedIsCoveredByPartiallyOpenContentModel,
        PropertyWithFalseRemovedFromClosedContentModel, PropertyWithEmptySchemaAddedToOpenContentModel,
        PropertyAddedIsCoveredByPartiallyOpenContentModel, RequiredPropertyWithDefaultAddedToUnopenContentModel,
        OptionalPropertyAddedToUnopenContentModel,
        MaxItemsIncreased, MaxItemsRemoved, MinItemsDecreased, MinItemsRemoved, UniqueItemsRemoved,
        MaxContainsIncreased, MaxContainsRemoved, MinContainsDecreased, MinContainsRemoved,
        AdditionalItemsAdded, AdditionalItemsExtended, UnevaluatedItemsAdded, UnevaluatedItemsExtended,
        ItemRemovedFromOpenContentModel, ItemRemovedIsCoveredByPartiallyOpenContentModel,
        ItemWithFalseRemovedFromClosedContentModel, ItemWithEmptySchemaAddedToOpenContentModel,
        ItemAddedIsCoveredByPartiallyOpenContentModel, ItemAddedToClosedContentModel,
        EnumArrayExtended, CombinedTypeExtended, SumTypeExtended, ProductTypeNarrowed, NotTypeNarrowed,
    ]);

    /// <summary>What the lenient policy tolerates besides.</summary>
    private static readonly FrozenSet<DifferenceType> Tolerated = FrozenSet.ToFrozenSet(
    [
        AdditionalPropertiesNarrowed, AdditionalPropertiesRemoved,
        UnevaluatedPropertiesNarrowed, UnevaluatedPropertiesRemoved,
        RequiredPropertyWithDefaultAddedToOpenContentModel, OptionalPropertyAddedToOpenContentModel,
        PropertyRemovedFromClosedContentModel,
        PropertyAddedNotCoveredByPartiallyOpenContentModel, PropertyRemovedNotCoveredByPartiallyOpenContentModel,
    ]);

    public static bool IsCompatible(this DifferenceType type, CompatibilityPolicy policy) =>
        Compatible.Contains(type) || (policy == CompatibilityPolicy.Lenient && Tolerated.Contains(type));
}
