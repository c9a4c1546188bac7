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

    /// <param name="rules">Of the language of the new schema.</param>
    /// <param name="old">The schema before.</param>
    /// <param name="updated">The schema after.</param>
    /// <param name="options">How severe the compatibility rules are.</param>
    public static SchemaDiff Compare(
        ICompatibilityRules rules, ParsedSchema old, ParsedSchema updated, ComparisonOptions options)
    {
        if (old.Type != updated.Type)
            return OfTypes(old.Type, updated.Type);
        var backward = rules.FindIncompatibilities(updated, old, options);
        var forward = rules.FindIncompatibilities(old, updated, options);
        var found = rules.FindChanges(old, updated);
        var changes = found.Found.Select(change => change.Change).ToList();
        Tell(
            changes,
            backward,
            new ChangePlaces(found.Found.Select(change => change.BackwardAt)),
            (change, rule) => change with { BreaksBackward = change.BreaksBackward ?? rule });
        Tell(
            changes,
            forward,
            new ChangePlaces(found.Found.Select(change => change.ForwardAt)),
            (change, rule) => change with { BreaksForward = change.BreaksForward ?? rule });
        return new SchemaDiff(changes, found.IsComplete, backward, forward);
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

    /// <summary>A finding that no change is near is one itself, so that none goes untold.</summary>
    private static void Tell(
        List<SchemaChange> changes,
        IReadOnlyList<Incompatibility> findings,
        ChangePlaces places,
        Func<SchemaChange, string, SchemaChange> mark)
    {
        foreach (var finding in findings)
        {
            var near = places.Near(finding.Path);
            foreach (var index in near)
                changes[index] = mark(changes[index], finding.Rule);
            if (near.Count > 0)
                continue;
            var side = new ChangeSide(finding.Path, null);
            changes.Add(mark(new SchemaChange(finding.Rule, side, side), finding.Rule));
        }
    }
}
