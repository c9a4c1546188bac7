using SchemaRegistry.Formats.References;
using SchemaRegistry.Registry.Changes;
using SchemaRegistry.Registry.Keys;
using SchemaRegistry.Registry.Naming;
using SchemaRegistry.Registry.Settings;

namespace SchemaRegistry.Registry.State;

/// <summary>
/// What a change does to the state: the one place that knows, for loading, pending and published state alike.
/// </summary>
internal static class StateTransition
{
    /// <param name="state">Changed in place.</param>
    /// <param name="change">The next step.</param>
    /// <param name="content">What the change's content id stands for; needed for added versions only.</param>
    public static void Apply(IRegistryStateWriter state, RegistryChange change, SchemaContent? content)
    {
        switch (change.Kind)
        {
            case ChangeKind.VersionAdded:
                AddVersion(state, change, content!);
                break;
            case ChangeKind.VersionDeleted:
                DeleteVersion(state, change);
                break;
            case ChangeKind.VersionRemoved:
                RemoveVersion(state, change.Subject, change.Version);
                break;
            case ChangeKind.ContextRemoved:
                state.SetContext(change.Subject.Context, isListed: false);
                break;
            case ChangeKind.ConfigSet:
                state.SetConfig(change.Subject, change.Body is null ? null : ChangeJson.ReadConfig(change.Body));
                break;
            case ChangeKind.ModeSet:
                state.SetMode(
                    change.Subject, change.Body is not null
                        && RegistryModeNames.TryParse(change.Body, out var mode) ? mode : null);
                break;
            case ChangeKind.AssociationSet:
                SetAssociation(state, change);
                break;
            case ChangeKind.KekSet or ChangeKind.DekSet:
                KeyChange.Apply(state, change);
                break;
        }
    }

    private static void AddVersion(IRegistryStateWriter state, RegistryChange change, SchemaContent content)
    {
        var (subject, context) = (change.Subject, change.Subject.Context);
        if (state.Subject(subject)?.Find(change.Version) is not null)
            RemoveVersion(state, subject, change.Version);

        var entry = state.ById(context, change.Id);
        var holder = new SchemaHolder(subject, change.Version);
        state.SetId(context, change.Id, entry is null
            ? new IdEntry(content, holder)
            : new IdEntry(content, [.. entry.Holders.Where(other => other.Subject != subject), holder]));
        if (state.ByIdentity(context, content.Identity) is null)
            state.SetIdentity(context, content.Identity, change.Id);
        if (change.Id > state.HighestId(context))
            state.SetHighestId(context, change.Id);
        state.SetContext(context, isListed: true);
        foreach (var target in Targets(content.References, subject))
            state.SetReferrers(target, [.. state.Referrers(target), holder]);

        var version = new SubjectVersion(change.Version, change.Id, content, IsDeleted: false, change.TimestampMs);
        state.AddVersion(subject, version);
    }

    private static void DeleteVersion(IRegistryStateWriter state, RegistryChange change)
    {
        if (state.Subject(change.Subject) is { } subject && subject.Find(change.Version) is { } version)
        {
            var deleted = version with { IsDeleted = true, TimestampMs = change.TimestampMs };
            state.SetSubject(change.Subject, subject.With(deleted));
        }
    }

    private static void RemoveVersion(IRegistryStateWriter state, QualifiedSubject name, int number)
    {
        if (state.Subject(name) is not { } subject || subject.Find(number) is not { } version)
            return;

        var rest = subject.Without(number);
        state.SetSubject(name, rest.Versions.Count == 0 ? null : rest);
        var removed = new SchemaHolder(name, number);
        foreach (var target in Targets(version.Content.References, name))
            state.SetReferrers(target, [.. state.Referrers(target).Where(referrer => referrer != removed)]);
        ReleaseId(state, removed, version, rest);
    }

    private static void ReleaseId(
        IRegistryStateWriter state, SchemaHolder removed, SubjectVersion version, SubjectState rest)
    {
        var context = removed.Subject.Context;
        if (state.ById(context, version.Id) is not { } entry)
            return;
        var holders = entry.Holders.Where(holder => holder != removed).ToList();
        if (holders.TrueForAll(holder => holder.Subject != removed.Subject)
            && rest.FindLast(version.Id) is { } other)
        {
            holders.Add(new SchemaHolder(removed.Subject, other.Version));
        }

        state.SetId(context, version.Id, holders.Count == 0 ? null : new IdEntry(entry.Content, [.. holders]));
        if (holders.Count == 0 && state.ByIdentity(context, entry.Content.Identity) == version.Id)
            state.SetIdentity(context, entry.Content.Identity, null);
    }

    private static void SetAssociation(IRegistryStateWriter state, RegistryChange change)
    {
        var stored = ChangeJson.ReadAssociation(change.Body!);
        var others = state.AssociationsOfResource(stored.ResourceId)
            .Where(other => other.Kind != stored.AssociationType);
        state.SetAssociations(
            stored.ResourceId,
            stored.IsRemoval
                ? [.. others]
                : [.. others.Append(stored.ToAssociation(change.Subject, change.TimestampMs)).Order()]);
    }

    private static IEnumerable<SchemaHolder> Targets(
        IReadOnlyList<SchemaReference> references, QualifiedSubject referrer) => references.Count == 0
        ? []
        : references
            .Select(reference => new SchemaHolder(
                QualifiedSubject.Parse(reference.Subject, referrer.Context), reference.Version))
            .Distinct();
}
