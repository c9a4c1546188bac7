using SchemaRegistry.Formats.JsonSchema.Shapes;

namespace SchemaRegistry.Formats.JsonSchema.Compatibility;

/// <summary>
/// What <c>additional…</c> and <c>unevaluated…</c> say about content that is not declared; objects and arrays have
/// the same rules with other names.
/// </summary>
internal sealed record ContentRules(
    string Keyword, DifferenceType Added, DifferenceType Removed, DifferenceType Extended, DifferenceType Narrowed)
{
    public static readonly ContentRules AdditionalProperties = new(
        "additionalProperties",
        DifferenceType.AdditionalPropertiesAdded,
        DifferenceType.AdditionalPropertiesRemoved,
        DifferenceType.AdditionalPropertiesExtended,
        DifferenceType.AdditionalPropertiesNarrowed);

    public static readonly ContentRules AdditionalItems = new(
        "additionalItems",
        DifferenceType.AdditionalItemsAdded,
        DifferenceType.AdditionalItemsRemoved,
        DifferenceType.AdditionalItemsExtended,
        DifferenceType.AdditionalItemsNarrowed);

    public static readonly ContentRules UnevaluatedProperties = new(
        "unevaluatedProperties",
        DifferenceType.UnevaluatedPropertiesAdded,
        DifferenceType.UnevaluatedPropertiesRemoved,
        DifferenceType.UnevaluatedPropertiesExtended,
        DifferenceType.UnevaluatedPropertiesNarrowed);

    public static readonly ContentRules UnevaluatedItems = new(
        "unevaluatedItems",
        DifferenceType.UnevaluatedItemsAdded,
        DifferenceType.UnevaluatedItemsRemoved,
        DifferenceType.UnevaluatedItemsExtended,
        DifferenceType.UnevaluatedItemsNarrowed);

    /// <summary>Additional content: absent and true are one.</summary>
    public void Compare(ExtraContent original, ExtraContent update, PairDescription pair)
    {
        if (original.IsAllowed != update.IsAllowed)
            pair.Report(update.IsAllowed ? Added : Removed, Keyword);
        else if (original.Schema is { } was && update.Schema is { } now)
            pair.Follow(was.Shape, now.Shape, new PathStep(Keyword));
        else if (update.Schema is not null)
            pair.Report(Narrowed, Keyword);
        else if (original.Schema is not null)
            pair.Report(Extended, Keyword);
    }

    /// <summary>
    /// Unevaluated content: here true is more than absent, since it also makes the content of inner schemas evaluated.
    /// </summary>
    public void Compare(ChildShape? original, ChildShape? update, PairDescription pair)
    {
        var was = original?.Shape;
        var now = update?.Shape;
        var type = Judge(was, now);
        if (type is not null)
            pair.Report(type.Value, Keyword);
        else if (was is not null && now is not null)
            pair.Follow(was, now, new PathStep(Keyword));
    }

    private DifferenceType? Judge(Shape? original, Shape? update)
    {
        var was = original?.Kind;
        var now = update?.Kind;
        if (was == now && was is null or ShapeKind.True or ShapeKind.False)
            return null;
        if (was == ShapeKind.False)
            return Added;
        if (now == ShapeKind.False)
            return Removed;
        if (was is null)
            return Narrowed;
        if (now is null)
            return Extended;
        if (was == ShapeKind.True)
            return Narrowed;
        return now == ShapeKind.True ? Extended : null;
    }
}
