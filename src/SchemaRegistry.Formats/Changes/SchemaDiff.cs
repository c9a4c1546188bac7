using SchemaRegistry.Formats.Compatibility;

namespace SchemaRegistry.Formats.Changes;

/// <summary>
/// All that is different in meaning between an old and a new schema. Whether a reader copes with it is the verdict of
/// the compatibility rules; each of their findings is told at the change that lies nearest to it.
/// </summary>
/// <param name="Changes">In the order in which they are found.</param>
/// <param name="IsComplete">False when there are more changes than are told.</param>
/// <param name="Backward">Why the new schema can not read old data; empty when it can.</param>
/// <param name="Forward">Why the old schema can not read new data; empty when it can.</param>
public sealed record SchemaDiff(
    IReadOnlyList<SchemaChange> Changes,
    bool IsComplete,
    IReadOnlyList<Incompatibility> Backward,
    IReadOnlyList<Incompatibility> Forward)
{
    /// <summary>The only change between schemas of two languages.</summary>
    public const string TypeChanged = "SCHEMA_TYPE_CHANGED";

    /// <param name="format">The language of the new schema.</param>
    /// <param name="old">The schema before.</param>
    /// <param name="updated">The schema after.</param>
    /// <param name="policy">How severe the compatibility rules are.</param>
    public static SchemaDiff Compare(
        ISchemaFormat format, ParsedSchema old, ParsedSchema updated, CompatibilityPolicy policy)
    {
        if (old.Type != updated.Type)
            return OfTypes(old.Type, updated.Type);
        var backward = format.FindIncompatibilities(updated, old, policy);
        var forward = format.FindIncompatibilities(old, updated, policy);
        var changes = format.FindChanges(old, updated);
        return new SchemaDiff(
            WithVerdicts(changes.Found, backward, forward), changes.IsComplete, backward, forward);
    }

    private static SchemaDiff OfTypes(SchemaType old, SchemaType updated)
    {
        IReadOnlyList<Incompatibility> broken =
            [new Incompatibility(TypeChanged, "", ["Incompatible because of different schema type"])];
        var change = new SchemaChange(
            TypeChanged, new ChangeSide("", old.ToName()), new ChangeSide("", updated.ToName()))
        {
            BreaksBackward = TypeChanged,
            BreaksForward = TypeChanged,
        };
        return new SchemaDiff([change], IsComplete: true, broken, broken);
    }

    private static SchemaChange[] WithVerdicts(
        IReadOnlyList<FoundChange> found,
        IReadOnlyList<Incompatibility> backward,
        IReadOnlyList<Incompatibility> forward)
    {
        var changes = found.Select(change => change.Change).ToArray();
        var backwardPlaces = Places(found.Select(change => change.BackwardAt));
        foreach (var (rule, index) in Nearest(backward, backwardPlaces))
            changes[index] = changes[index] with { BreaksBackward = changes[index].BreaksBackward ?? rule };
        var forwardPlaces = Places(found.Select(change => change.ForwardAt));
        foreach (var (rule, index) in Nearest(forward, forwardPlaces))
            changes[index] = changes[index] with { BreaksForward = changes[index].BreaksForward ?? rule };
        return changes;
    }

    private static ILookup<string, int> Places(IEnumerable<string?> paths) =>
        paths.Index().Where(path => path.Item is not null).ToLookup(path => path.Item!, path => path.Index);

    /// <summary>The changes at the path of each finding, or at the nearest path above it.</summary>
    private static IEnumerable<(string Rule, int Index)> Nearest(
        IReadOnlyList<Incompatibility> findings, ILookup<string, int> places)
    {
        foreach (var finding in findings)
        {
            for (var path = finding.Path; path.Length > 0; path = path[..Math.Max(0, path.LastIndexOf('/'))])
            {
                if (!places.Contains(path))
                    continue;
                foreach (var index in places[path])
                    yield return (finding.Rule, index);
                break;
            }
        }
    }
}
