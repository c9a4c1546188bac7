using SchemaRegistry.Registry.Contracts;
using SchemaRegistry.Registry.Naming;
using SchemaRegistry.Registry.State;

namespace SchemaRegistry.Registry.Registration;

/// <summary>
/// Finds the version of a subject that has a schema: by identity, else the newest that is equivalent. A stored
/// <c>confluent:version</c> is ignored when only it is there; an incoming one must be the version's own number.
/// </summary>
internal sealed class SchemaSearch(SchemaLibrary library)
{
    public SubjectVersion? Find(
        IRegistryView view, QualifiedSubject subject, SchemaCandidate candidate, DeletedVersions deleted)
    {
        if (view.Subject(subject) is not { } state)
            return null;
        if (view.ByIdentity(subject.Context, candidate.Identity) is { } id
            && state.Versions.LastOrDefault(version => version.Id == id && IsVisible(version, deleted)) is { } known)
        {
            return known;
        }

        var key = candidate.Parsed.EquivalenceKey;
        for (var index = state.Versions.Count - 1; index >= 0; index--)
        {
            var version = state.Versions[index];
            if (IsVisible(version, deleted) && version.Content.EquivalenceKey == key
                && Matches(view, subject, candidate, version))
                return version;
        }

        return null;
    }

    private static bool IsVisible(SubjectVersion version, DeletedVersions deleted) =>
        !version.IsDeleted || deleted == DeletedVersions.Included;

    private bool Matches(
        IRegistryView view, QualifiedSubject subject, SchemaCandidate candidate, SubjectVersion version)
    {
        var content = version.Content;
        return content.Type == candidate.Parsed.Type
            && SameMetadata(candidate.Metadata, content.Metadata, version.Version)
            && Equals(candidate.RuleSet, content.RuleSet)
            && (candidate.References.Count == 0 || candidate.References.SequenceEqual(content.References))
            && library.Load(view, subject, content).IsEquivalentTo(candidate.Parsed);
    }

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
