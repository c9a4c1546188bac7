using SchemaRegistry.Registry.Naming;
using SchemaRegistry.Registry.Registration;
using SchemaRegistry.Registry.State;

namespace SchemaRegistry.Registry.Associations;

/// <summary>An association that passed the rules, and the registration that goes with it, if any.</summary>
/// <param name="Kind">Of the association.</param>
/// <param name="Subject">Of the association.</param>
/// <param name="Lifecycle">Of the association.</param>
/// <param name="IsThere">Whether it is there already.</param>
/// <param name="Registration">Prepared; null without a schema.</param>
internal sealed record PlannedAssociation(
    string Kind,
    QualifiedSubject Subject,
    AssociationLifecycle Lifecycle,
    bool IsThere,
    RegistrationPlan? Registration);

/// <summary>What preparing a write came to, and what it was based on.</summary>
internal sealed record AssociationPlan(
    AssociatedResource Resource, IReadOnlyList<PlannedAssociation> Associations, IReadOnlyList<Premise> Premises)
{
    public bool Holds(IRegistryView view) =>
        Premises.All(premise => premise.Holds(view))
        && Associations.All(planned => planned.Registration?.Holds(view) != false);
}

/// <summary>
/// An entry of a request with what follows from it and from the association of its kind that its resource has already,
/// if any.
/// </summary>
internal sealed record AssociationDraft(
    AssociationEntry Entry, QualifiedSubject Subject, AssociationLifecycle Lifecycle, Association? Existing)
{
    public string Kind => Entry.Kind!;

    /// <summary>Whether the request asks for nothing else than what is there.</summary>
    public bool IsThere =>
        Existing is not null
        && Existing.Subject == Subject
        && Existing.Lifecycle == Lifecycle
        && (Entry.IsFrozen ?? Existing.IsFrozen) == Existing.IsFrozen;
}
