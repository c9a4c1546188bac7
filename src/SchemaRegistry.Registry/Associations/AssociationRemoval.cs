using SchemaRegistry.Registry.Naming;
using SchemaRegistry.Registry.Settings;
using SchemaRegistry.Registry.State;

namespace SchemaRegistry.Registry.Associations;

/// <summary>Takes associations off a resource; a strong one only together with the schemas of its subject.</summary>
internal static class AssociationRemoval
{
    /// <summary>The associations that would go.</summary>
    /// <exception cref="RegistryException">One may not go.</exception>
    public static IReadOnlyList<Association> Find(IRegistryView view, AssociationDelete delete)
    {
        var found = view.AssociationsOfResource(delete.ResourceId).Where(delete.Filter.Matches).ToList();
        foreach (var association in found)
        {
            var mode = EffectiveSettings.Mode(view, association.Subject);
            if (mode is RegistryMode.ReadOnly or RegistryMode.ReadOnlyOverride)
                throw AssociationRefusals.Of(RegistryErrorCode.AssociationReadOnly, association.Subject);
            if (association.IsFrozen && !delete.Cascades)
                throw AssociationRefusals.Frozen(association);
        }

        return found;
    }

    /// <summary>Returns how many went.</summary>
    /// <exception cref="RegistryException">One may not go, or a schema that would go with it is referred to.</exception>
    public static int Remove(GateTransaction transaction, AssociationDelete delete)
    {
        var found = Find(transaction.State, delete);
        var going = found
            .Where(association => association.Lifecycle == AssociationLifecycle.Strong
                && EffectiveSettings.Mode(transaction.State, association.Subject) != RegistryMode.Import)
            .Select(association => association.Subject)
            .Where(subject => transaction.State.Subject(subject) is not null)
            .ToList();
        foreach (var subject in going)
        {
            foreach (var version in transaction.State.Subject(subject)!.Versions)
                Deletion.CheckUnreferenced(
                    transaction, new SchemaHolder(subject, version.Version), Referrers.AllOutside);
        }

        foreach (var association in found)
            transaction.RemoveAssociation(association);
        foreach (var subject in going)
            RemoveSubject(transaction, subject);
        return found.Count;
    }

    private static void RemoveSubject(GateTransaction transaction, QualifiedSubject subject)
    {
        if (transaction.State.Subject(subject)!.IsActive)
            Deletion.SoftDelete(transaction, subject);
        Deletion.Remove(transaction, subject);
    }
}

/// <summary>Which associations of a resource shall go.</summary>
public sealed record AssociationDelete
{
    public required string ResourceId { get; init; }

    public AssociationFilter Filter { get; init; } = new();

    /// <summary>Whether the schemas of strong associations go too; without that no strong one may go.</summary>
    public bool Cascades { get; init; }

    /// <summary>Whether the rules are asked and nothing is removed.</summary>
    public bool IsDryRun { get; init; }
}
