using System.Globalization;
using SchemaRegistry.Formats.JsonSchema.Shapes;
using static SchemaRegistry.Formats.JsonSchema.Compatibility.DifferenceType;

namespace SchemaRegistry.Formats.JsonSchema.Compatibility;

/// <summary>
/// The rules of arrays (compatibility rules 5.7). The schema of <c>contains</c> is not compared, and nothing bridges a
/// list and a tuple.
/// </summary>
internal sealed class ArrayRules(ArrayShape original, ArrayShape update, PairDescription pair)
{
    private const string Items = "items";
    private const string UniqueItems = "uniqueItems";

    public void Compare()
    {
        CompareAllItems();
        ComparePositions();
        Bounds.MaxItems.Compare(original.MaxItems, update.MaxItems, pair);
        Bounds.MinItems.Compare(original.MinItems, update.MinItems, pair);
        Bounds.MaxContains.Compare(original.MaxContains, update.MaxContains, pair);
        Bounds.MinContains.Compare(original.MinContains, update.MinContains, pair);
        if (original.HasUniqueItems != update.HasUniqueItems)
            pair.Report(update.HasUniqueItems ? UniqueItemsAdded : UniqueItemsRemoved, UniqueItems);
        ContentRules.AdditionalItems.Compare(original.Additional, update.Additional, pair);
        ContentRules.UnevaluatedItems.Compare(original.Unevaluated, update.Unevaluated, pair);
    }

    private void CompareAllItems()
    {
        switch (original.AllItems, update.AllItems)
        {
            case ({ } was, { } now):
                pair.Follow(was.Shape, now.Shape, new PathStep(Items));
                break;
            case (null, { }):
                pair.Report(SchemaAdded, Items);
                break;
            case ({ }, null):
                pair.Report(SchemaRemoved, Items);
                break;
        }
    }

    private void ComparePositions()
    {
        var was = original.Positions;
        var now = update.Positions;
        var common = Math.Min(was.Count, now.Count);
        for (var index = 0; index < common; index++)
            pair.Follow(was[index].Shape, now[index].Shape, At(index));
        for (var index = common; index < was.Count; index++)
            CompareRemoved(was[index].Shape, At(index));
        for (var index = common; index < now.Count; index++)
            CompareAdded(now[index].Shape, At(index));
    }

    /// <summary>Data may still have the item: the update has to take it.</summary>
    private void CompareRemoved(Shape was, PathStep at)
    {
        if (update.IsOpen)
            Report(ItemRemovedFromOpenContentModel, at);
        else if (update.Extra is { } extra)
        {
            pair.Links.Add(new PairLink(
                was,
                extra.Shape,
                at,
                ItemRemovedIsCoveredByPartiallyOpenContentModel,
                ItemRemovedNotCoveredByPartiallyOpenContentModel));
        }
        else if (was.Kind == ShapeKind.False)
            Report(ItemWithFalseRemovedFromClosedContentModel, at);
        else
            Report(ItemRemovedFromClosedContentModel, at);
    }

    /// <summary>Data may have had the item, with any value that the original took.</summary>
    private void CompareAdded(Shape now, PathStep at)
    {
        if (original.IsOpen)
        {
            Report(
                now.AcceptsEverything ? ItemWithEmptySchemaAddedToOpenContentModel : ItemAddedToOpenContentModel, at);
        }
        else if (original.Extra is { } extra)
        {
            pair.Links.Add(new PairLink(
                extra.Shape,
                now,
                at,
                ItemAddedIsCoveredByPartiallyOpenContentModel,
                ItemAddedNotCoveredByPartiallyOpenContentModel));
        }
        else
            Report(ItemAddedToClosedContentModel, at);
    }

    private void Report(DifferenceType type, PathStep at) => pair.Report(type, at.Keyword, at.Name);

    private static PathStep At(int index) => new(Items, index.ToString(CultureInfo.InvariantCulture));
}
