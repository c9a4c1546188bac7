using SchemaRegistry.Registry.Naming;
using SchemaRegistry.Registry.Registration;

namespace SchemaRegistry.Registry.Associations;

/// <summary>All that asks for associations; answers are in order. Safe for any thread.</summary>
public sealed class AssociationReader
{
    /// <summary>In place of a resource's name or namespace: any.</summary>
    public const string Any = "-";

    private readonly RegistryScope _scope;

    internal AssociationReader(RegistryScope scope) => _scope = scope;

    public IReadOnlyList<Association> OfSubject(QualifiedSubject subject, AssociationFilter filter) =>
        [.. _scope.State.AssociationsOfSubject(subject).Where(filter.Matches).Order()];

    public IReadOnlyList<Association> OfResource(string id, AssociationFilter filter) =>
        [.. _scope.State.AssociationsOfResource(id).Where(filter.Matches).Order()];

    /// <summary>Of the resources of that name and namespace; each may be <see cref="Any"/>.</summary>
    public IReadOnlyList<Association> Named(string space, string name, AssociationFilter filter)
    {
        var named = name == Any ? _scope.State.Associations : _scope.State.AssociationsNamed(name);
        return
        [
            .. named
                .Where(association => (space == Any || association.Resource.Namespace == space)
                    && filter.Matches(association))
                .Order(),
        ];
    }

    /// <summary>With the latest schema of each subject.</summary>
    public IReadOnlyList<AnsweredAssociation> WithSchemas(IReadOnlyList<Association> associations) =>
        [.. associations.Select(association => new AnsweredAssociation(association, FindLatest(association.Subject)))];

    private FoundSchema? FindLatest(QualifiedSubject subject) => _scope.State.Subject(subject)?.Latest is { } latest
        ? new FoundSchema(
            new StoredSchema(subject, latest, _scope.Library.Texts.Get(latest.Content)), SchemaMatching.Equivalence)
        : null;
}
