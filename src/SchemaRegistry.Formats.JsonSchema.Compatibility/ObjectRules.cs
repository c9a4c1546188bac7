using SchemaRegistry.Formats.JsonSchema.Shapes;
using static SchemaRegistry.Formats.JsonSchema.Compatibility.DifferenceType;

namespace SchemaRegistry.Formats.JsonSchema.Compatibility;

/// <summary>
/// The rules of objects (compatibility rules 5.6). Patterns, names of properties and their order are not compared.
/// </summary>
internal sealed class ObjectRules(ObjectShape original, ObjectShape update, PairDescription pair, WorkBudget budget)
{
    private const string Properties = "properties";
    private const string Required = "required";
    private const string Dependencies = "dependencies";

    public void Compare()
    {
        CompareProperties();
        CompareDependencies();
        Bounds.MaxProperties.Compare(original.MaxProperties, update.MaxProperties, pair);
        Bounds.MinProperties.Compare(original.MinProperties, update.MinProperties, pair);
        ContentRules.AdditionalProperties.Compare(original.Additional, update.Additional, pair);
        ContentRules.UnevaluatedProperties.Compare(original.Unevaluated, update.Unevaluated, pair);
    }

    private void CompareProperties()
    {
        budget.Spend(original.Properties.Count + update.Properties.Count);
        foreach (var (name, was) in original.Properties.All)
        {
            if (update.Properties.Find(name) is { } now)
            {
                CompareRequired(name, now.Shape);
                pair.Follow(was.Shape, now.Shape, new PathStep(Properties, name));
            }
            else
            {
                CompareRemoved(name, was.Shape);
            }
        }

        foreach (var (name, now) in update.Properties.All)
        {
            if (original.Properties.Find(name) is null)
                CompareAdded(name, now.Shape);
        }
    }

    /// <summary>Only of properties that both declare. The default counts that stands at the property itself.</summary>
    private void CompareRequired(string name, Shape now)
    {
        var wasRequired = original.Required.Contains(name);
        if (wasRequired == update.Required.Contains(name))
            return;
        if (wasRequired)
            pair.Report(RequiredAttributeRemoved, Required, name);
        else
            pair.Report(HasDefault(now) ? RequiredAttributeWithDefaultAdded : RequiredAttributeAdded, Required, name);
    }

    /// <summary>Data may still have the property: the update has to take it.</summary>
    private void CompareRemoved(string name, Shape was)
    {
        if (update.IsOpen)
            pair.Report(PropertyRemovedFromOpenContentModel, Properties, name);
        else if (FindExtra(update, name) is { } extra)
        {
            pair.Links.Add(new PairLink(
                was,
                extra,
                new PathStep(Properties, name),
                PropertyRemovedIsCoveredByPartiallyOpenContentModel,
                PropertyRemovedNotCoveredByPartiallyOpenContentModel));
        }
        else
        {
            var type = was.Kind == ShapeKind.False
                ? PropertyWithFalseRemovedFromClosedContentModel
                : PropertyRemovedFromClosedContentModel;
            pair.Report(type, Properties, name);
        }
    }

    /// <summary>Data may have had the property, with any value that the original took.</summary>
    private void CompareAdded(string name, Shape now)
    {
        var isRequired = update.Required.Contains(name);
        if (original.IsOpen)
        {
            pair.Report(JudgeAddedToOpen(now, isRequired), Properties, name);
            return;
        }

        if (FindExtra(original, name) is { } extra)
        {
            pair.Links.Add(new PairLink(
                extra,
                now,
                new PathStep(Properties, name),
                PropertyAddedIsCoveredByPartiallyOpenContentModel,
                PropertyAddedNotCoveredByPartiallyOpenContentModel));
        }

        pair.Report(JudgeAddedToUnopen(now, isRequired), Properties, name);
    }

    private static DifferenceType JudgeAddedToOpen(Shape now, bool isRequired)
    {
        if (now.AcceptsEverything)
            return PropertyWithEmptySchemaAddedToOpenContentModel;
        if (!isRequired)
            return OptionalPropertyAddedToOpenContentModel;
        return HasDefault(now)
            ? RequiredPropertyWithDefaultAddedToOpenContentModel
            : RequiredPropertyAddedToOpenContentModel;
    }

    private static DifferenceType JudgeAddedToUnopen(Shape now, bool isRequired)
    {
        if (!isRequired)
            return OptionalPropertyAddedToUnopenContentModel;
        return HasDefault(now)
            ? RequiredPropertyWithDefaultAddedToUnopenContentModel
            : RequiredPropertyAddedToUnopenContentModel;
    }

    private static bool HasDefault(Shape property) => property.Notes.Default is not null;

    private Shape? FindExtra(ObjectShape shape, string name) => shape.FindExtra(name, budget)?.Shape;

    /// <summary>A list of names and a schema under one key have nothing to do with each other.</summary>
    private void CompareDependencies()
    {
        foreach (var name in original.RequiredWith.Keys.Union(update.RequiredWith.Keys))
        {
            var was = original.RequiredWith.GetValueOrDefault(name);
            var now = update.RequiredWith.GetValueOrDefault(name);
            budget.Spend((was?.Count ?? 0) + (now?.Count ?? 0));
            if (JudgeNames(was, now) is { } type)
                pair.Report(type, Dependencies, name);
        }

        foreach (var (name, was) in original.SchemasWith.All)
        {
            if (update.SchemasWith.Find(name) is { } now)
                pair.Follow(was.Shape, now.Shape, new PathStep(Dependencies, name));
            else
                pair.Report(DependencySchemaRemoved, Dependencies, name);
        }

        foreach (var (name, _) in update.SchemasWith.All)
        {
            if (original.SchemasWith.Find(name) is null)
                pair.Report(DependencySchemaAdded, Dependencies, name);
        }
    }

    private static DifferenceType? JudgeNames(IReadOnlySet<string>? was, IReadOnlySet<string>? now)
    {
        if (was is null)
            return DependencyArrayAdded;
        if (now is null)
            return DependencyArrayRemoved;
        if (was.SetEquals(now))
            return null;
        if (now.IsSupersetOf(was))
            return DependencyArrayExtended;
        return was.IsSupersetOf(now) ? DependencyArrayNarrowed : DependencyArrayChanged;
    }
}
