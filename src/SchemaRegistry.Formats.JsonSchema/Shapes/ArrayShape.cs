using SchemaRegistry.Formats.JsonSchema.Model;

namespace SchemaRegistry.Formats.JsonSchema.Shapes;

/// <summary>
/// The keywords about arrays: a list whose items share one schema, or a tuple with a schema for each position.
/// </summary>
internal sealed class ArrayShape() : Shape(ShapeKind.Array)
{
    /// <summary>Null for a tuple, and where items are not restricted.</summary>
    public ChildShape? AllItems { get; private init; }

    /// <summary>By position; empty for a list.</summary>
    public required IReadOnlyList<ChildShape> Positions { get; init; }

    public required ExtraContent Additional { get; init; }

    /// <summary>Null where the keyword is absent; <c>true</c> and <c>false</c> are schemas here.</summary>
    public ChildShape? Unevaluated { get; private init; }

    public double? MinItems { get; private init; }

    public double? MaxItems { get; private init; }

    public bool HasUniqueItems { get; private init; }

    public double? MinContains { get; private set; }

    public double? MaxContains { get; private set; }

    /// <summary>Any item behind the tuple may have any value.</summary>
    public bool IsOpen =>
        Additional.IsAnything && (Unevaluated is null || Unevaluated.Shape.Kind == ShapeKind.True);

    /// <summary>
    /// The schema of the items behind the tuple, or null where none are accepted. Not for open arrays.
    /// </summary>
    public ChildShape? Extra
    {
        get
        {
            if (Additional.Schema is not null || !Additional.IsAllowed)
                return Additional.Schema;
            return Unevaluated is null || Unevaluated.Shape.Kind == ShapeKind.False ? null : Unevaluated;
        }
    }

    public static bool IsIn(SchemaKeywords keywords)
    {
        if (keywords.HasAny("items", "minItems", "maxItems", "uniqueItems"))
            return true;
        if (keywords.Draft >= SchemaDraft.Draft6 && keywords.Has("contains"))
            return true;
        if (keywords.Draft <= SchemaDraft.Draft201909 && keywords.Has("additionalItems"))
            return true;
        return !keywords.IsClassic && keywords.HasAny("prefixItems", "unevaluatedItems");
    }

    public static ArrayShape Read(SchemaKeywords keywords) =>
        keywords.IsClassic || keywords.IsArray("items") ? ReadWithAdditionalItems(keywords) : ReadWithPrefix(keywords);

    /// <summary>
    /// In the classic drafts the bounds of <c>contains</c> are foreign keywords, which a schema has as a whole: they
    /// count where it is nothing but an array.
    /// </summary>
    public void ReadForeignBounds(SchemaKeywords keywords)
    {
        MinContains = keywords.Number("minContains");
        MaxContains = keywords.Number("maxContains");
    }

    /// <summary>Up to 2019-09: <c>items</c> with a list makes the tuple.</summary>
    private static ArrayShape ReadWithAdditionalItems(SchemaKeywords keywords)
    {
        var allItems = keywords.Schema("items");
        var additional = keywords.Extra("additionalItems");

        // Beside one schema for all items the keyword is without meaning; only its false is known to be dropped.
        var isDropped = allItems is not null && !additional.IsAllowed;
        return Read(keywords, allItems, keywords.Schemas("items"), isDropped ? ExtraContent.Anything : additional);
    }

    /// <summary>Since 2020-12: <c>prefixItems</c> makes the tuple, and <c>items</c> is about what follows.</summary>
    private static ArrayShape ReadWithPrefix(SchemaKeywords keywords)
    {
        var prefix = keywords.Schemas("prefixItems");
        var items = keywords.Extra("items");
        return prefix.Count > 0 || items.Schema is null
            ? Read(keywords, null, prefix, items)
            : Read(keywords, items.Schema, [], ExtraContent.Anything);
    }

    private static ArrayShape Read(
        SchemaKeywords keywords, ChildShape? allItems, IReadOnlyList<ChildShape> positions, ExtraContent additional)
    {
        var countsContained = !keywords.IsClassic && keywords.Has("contains");
        return new ArrayShape
        {
            AllItems = allItems,
            Positions = positions,
            Additional = additional,
            Unevaluated = keywords.IsClassic ? null : keywords.Schema("unevaluatedItems"),
            MinItems = keywords.Number("minItems"),
            MaxItems = keywords.Number("maxItems"),
            HasUniqueItems = keywords.IsTrue("uniqueItems"),
            MinContains = countsContained ? keywords.Number("minContains") ?? 1 : null,
            MaxContains = countsContained ? keywords.Number("maxContains") : null,
        };
    }
}
