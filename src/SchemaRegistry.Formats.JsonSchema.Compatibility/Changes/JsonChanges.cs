using SchemaRegistry.Formats.Changes;
using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.JsonSchema.Canonical;
using SchemaRegistry.Formats.JsonSchema.Compatibility;
using SchemaRegistry.Formats.JsonSchema.Shapes;
using SchemaRegistry.Formats.JsonSchema.Model;
using SchemaRegistry.Formats.JsonSchema.Parsing;

namespace SchemaRegistry.Formats.JsonSchema.Compatibility.Changes;

/// <summary>
/// Tells what is different between two schemas: first all that the compatibility rules see, compatible or not, under
/// the names that they have there; then the keywords that the rules do not look at.
/// </summary>
internal static class JsonChanges
{
    private const string Root = "#/";

    public static ChangeList Find(SchemaScope old, SchemaScope updated)
    {
        var changes = new ChangeList();
        try
        {
            var found = JsonSchemaCompatibility.Compare(old, updated, ComparisonOptions.Default, DifferenceFilter.All);
            foreach (var difference in found)
                Add(difference, old, updated, changes);
            if (found.Count >= JsonSchemaLimits.MaxFindings)
                changes.GiveUp();
        }
        catch (TooComplexException)
        {
            changes.GiveUp();
        }
        catch (UnresolvedReferenceException)
        {
            // What lies behind a reference to nowhere is unknown; the keywords are compared all the same.
            changes.GiveUp();
        }

        new KeywordChanges(changes).Compare(old.Root.RootPlace, updated.Root.RootPlace);
        return changes;
    }

    private static void Add(Difference difference, SchemaScope old, SchemaScope updated, ChangeList changes)
    {
        var kind = DifferenceMessage.NameOf(difference.Type);
        if (KeywordOf(difference.Type, updated) is { } keyword)
        {
            var place = $"{difference.Path}{(difference.Path == Root ? "" : "/")}{keyword}";
            var (was, now) = (Show(PathLookup.Find(old, place)), Show(PathLookup.Find(updated, place)));
            changes.Add(new SchemaChange(kind, new ChangeSide(place, was), new ChangeSide(place, now)));
            return;
        }

        var (before, after) = (PathLookup.Find(old, difference.Path), PathLookup.Find(updated, difference.Path));

        // Told of every negation that is compatible, of equal ones too; the keywords in it are compared anyway.
        if (difference.Type == DifferenceType.NotTypeNarrowed && Show(before) == Show(after))
            return;
        var isAdded = kind.Contains("_ADDED", StringComparison.Ordinal);
        var isRemoved = kind.Contains("_REMOVED", StringComparison.Ordinal);
        changes.Add(
            new SchemaChange(
                kind,
                before is null && isAdded ? null : new ChangeSide(difference.Path, Show(before)),
                after is null && isRemoved ? null : new ChangeSide(difference.Path, Show(after))),
            difference.Type.IsCompatible(CompatibilityPolicy.Strict) ? null : difference.Path,
            difference.Path);
    }

    /// <summary>The keyword of a difference in documentation, which is told of the schema that has it.</summary>
    private static string? KeywordOf(DifferenceType type, SchemaScope scope) => type switch
    {
        DifferenceType.IdChanged => scope.Root.RootPlace.Dialect.IdKeyword,
        DifferenceType.TitleChanged => "title",
        DifferenceType.DescriptionChanged => "description",
        DifferenceType.DefaultChanged => "default",
        _ => null,
    };

    private static string? Show(SchemaValue? value) => value switch
    {
        null => null,
        { IsString: true } => value.Text,
        _ => SchemaPrinter.Print(value, KeyOrder.AsWritten),
    };
}
