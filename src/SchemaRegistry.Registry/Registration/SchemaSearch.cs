using SchemaRegistry.Registry.Contracts;
using SchemaRegistry.Registry.Naming;
using SchemaRegistry.Registry.State;

namespace SchemaRegistry.Registry.Registration;

/// <summary>A version of a subject, and how it was recognized.</summary>
internal sealed record SchemaMatch(SubjectVersion Version, SchemaMatching Matching);

/// <summary>
/// Finds the version of a subject that has a schema: by identity, else the newest that is equivalent. A stored
/// <c>confluent:version</c> is ignored when only it is there; an incoming one must be the version's own number.
/// </summary>
internal sealed class SchemaSearch(SchemaLibrary library)
{
    public SchemaMatch? Find(
        IRegistryView view, QualifiedSubject subject, SchemaCandidate candidate, DeletedVersions deleted)
    {
        if (FindSame(view, subject, candidate, deleted) is { } same)
            return new SchemaMatch(same, SchemaMatching.Identity);
        return FindEquivalent(view, subject, candidate, version => IsVisible(version, deleted)) is { } equivalent
            ? new SchemaMatch(equivalent, SchemaMatching.Equivalence)
            : null;
    }

    /// <summary>The version that was written last under the id of the candidate's identity.</summary>
    public static SubjectVersion? FindSame(
        IRegistryView view, QualifiedSubject subject, SchemaCandidate candidate, DeletedVersions deleted)
    {
        if (view.Subject(subject) is not { } state
            || view.ByIdentity(subject.Context, candidate.Identity) is not { } id
            || view.ById(subject.Context, id) is not { } entry)
            return null;
        foreach (var holder in entry.Holders)
        {
            if (holder.Subject == subject)
                return state.Find(holder.Version) is { } version && IsVisible(version, deleted) ? version : null;
        }

        return null;
    }

    /// <summary>The newest version that passes and means the same.</summary>
    public SubjectVersion? FindEquivalent(
        IRegistryView view, QualifiedSubject subject, SchemaCandidate candidate, Func<SubjectVersion, bool> passes)
    {
        if (view.Subject(subject) is not { } state)
            return null;
        var key = candidate.Parsed.EquivalenceKey;
        for (var index = state.Versions.Count - 1; index >= 0; index--)
        {
            var version = state.Versions[index];
            if (version.Content.EquivalenceKey == key && passes(version) && Matches(view, subject, candidate, version))
                return version;
        }

        return null;
    }

    public bool Matches(
        IRegistryView view, QualifiedSubject subject, SchemaCandidate candidate, SubjectVersion version)
    {
        var content = version.Content;
        return content.Type == candidate.Parsed.Type
            && SameMetadata(candidate.Metadata, content.Metadata, version.Version)
            && Equals(candidate.RuleSet, content.RuleSet)
            && (candidate.References.Count == 0 || candidate.References.SequenceEqual(content.References))
            && library.Load(view, subject, content).IsEquivalentTo(candidate.Parsed);
    }

    private static bool IsVisible(SubjectVersion version, DeletedVersions deleted) =>
        !version.IsDeleted || deleted == DeletedVersions.Included;

    private static bool SameMetadata(SchemaMetadata? incoming, SchemaMetadata? stored, int version)
    {
        const string Property = SchemaMetadata.VersionProperty;
        var (wanted, has) = (incoming?.Property(Property), stored?.Property(Property));
        if (wanted is null && has is not null)
            stored = Shrink(stored!.WithoutProperty(Property), incoming);
        else if (wanted is not null && has is null)
        {
            if (!int.TryParse(wanted, out var number) || number != version)
                return false;
            incoming = Shrink(incoming!.WithoutProperty(Property), stored);
        }

        return Equals(incoming, stored);
    }

    /// <summary>Metadata that held nothing but the version property is as good as none.</summary>
    private static SchemaMetadata? Shrink(SchemaMetadata rest, SchemaMetadata? other) =>
        other is null && rest is { Tags: null, Sensitive: null } && rest.Properties is not { Count: > 0 } ? null : rest;
}

/// <summary>Whether soft-deleted versions count.</summary>
public enum DeletedVersions
{
    Excluded,
    Included,
}
