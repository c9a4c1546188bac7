using static SchemaRegistry.Formats.JsonSchema.Compatibility.DifferenceType;

namespace SchemaRegistry.Formats.JsonSchema.Compatibility;

/// <summary>
/// A keyword with a number, and the differences that it can make. A bound that is absent is not one of zero.
/// </summary>
internal sealed record Bounds(
    string Keyword, DifferenceType Added, DifferenceType Removed, DifferenceType Increased, DifferenceType Decreased)
{
    public static readonly Bounds MaxLength =
        new("maxLength", MaxLengthAdded, MaxLengthRemoved, MaxLengthIncreased, MaxLengthDecreased);

    public static readonly Bounds MinLength =
        new("minLength", MinLengthAdded, MinLengthRemoved, MinLengthIncreased, MinLengthDecreased);

    public static readonly Bounds Maximum =
        new("maximum", MaximumAdded, MaximumRemoved, MaximumIncreased, MaximumDecreased);

    public static readonly Bounds Minimum =
        new("minimum", MinimumAdded, MinimumRemoved, MinimumIncreased, MinimumDecreased);

    public static readonly Bounds ExclusiveMaximum = new(
        "exclusiveMaximum",
        ExclusiveMaximumAdded,
        ExclusiveMaximumRemoved,
        ExclusiveMaximumIncreased,
        ExclusiveMaximumDecreased);

    public static readonly Bounds ExclusiveMinimum = new(
        "exclusiveMinimum",
        ExclusiveMinimumAdded,
        ExclusiveMinimumRemoved,
        ExclusiveMinimumIncreased,
        ExclusiveMinimumDecreased);

    public static readonly Bounds MaxProperties = new(
        "maxProperties", MaxPropertiesAdded, MaxPropertiesRemoved, MaxPropertiesIncreased, MaxPropertiesDecreased);

    public static readonly Bounds MinProperties = new(
        "minProperties", MinPropertiesAdded, MinPropertiesRemoved, MinPropertiesIncreased, MinPropertiesDecreased);

    public static readonly Bounds MaxItems =
        new("maxItems", MaxItemsAdded, MaxItemsRemoved, MaxItemsIncreased, MaxItemsDecreased);

    public static readonly Bounds MinItems =
        new("minItems", MinItemsAdded, MinItemsRemoved, MinItemsIncreased, MinItemsDecreased);

    public static readonly Bounds MaxContains =
        new("maxContains", MaxContainsAdded, MaxContainsRemoved, MaxContainsIncreased, MaxContainsDecreased);

    public static readonly Bounds MinContains =
        new("minContains", MinContainsAdded, MinContainsRemoved, MinContainsIncreased, MinContainsDecreased);

    public void Compare(double? original, double? update, PairDescription pair)
    {
        DifferenceType? type = (original, update) switch
        {
            (null, null) => null,
            (null, _) => Added,
            (_, null) => Removed,
            _ when update > original => Increased,
            _ when update < original => Decreased,
            _ => null,
        };
        if (type is { } found)
            pair.Report(found, Keyword);
    }
}
