using System.Globalization;
using System.Text;
using SchemaRegistry.Registry.Naming;

namespace SchemaRegistry.Registry.Associations;

/// <summary>What a request must be like before anything is looked up; fills in what it leaves out.</summary>
internal static class AssociationChecks
{
    /// <exception cref="RegistryException"><see cref="RegistryErrorCode.InvalidAssociation"/>.</exception>
    public static AssociatedResource Check(ResourceRequest resource, bool isDryRun)
    {
        CheckName(resource.Name, "resourceName");
        CheckName(resource.Namespace, "resourceNamespace");
        if (!isDryRun && string.IsNullOrEmpty(resource.Id))
            throw AssociationRefusals.Invalid("resourceId", "cannot be null or empty");
        if (resource.Id?.Length > RegistryLimits.MaxResourceIdCharacters)
            throw AssociationRefusals.Invalid("resourceId", TooLong(RegistryLimits.MaxResourceIdCharacters));
        if (!string.IsNullOrEmpty(resource.Type) && resource.Type != AssociatedResource.Topic)
            throw AssociationRefusals.Invalid("resourceType", $"must be '{AssociatedResource.Topic}'");
        return new AssociatedResource(resource.Name!, resource.Namespace!, resource.Id, AssociatedResource.Topic);
    }

    /// <summary>At least one, at most one of a kind.</summary>
    /// <exception cref="RegistryException"><see cref="RegistryErrorCode.InvalidAssociation"/>.</exception>
    public static void CheckKinds(IReadOnlyCollection<string?>? kinds)
    {
        if (kinds is null || kinds.Count == 0)
            throw AssociationRefusals.Invalid("associations", "cannot be null or empty");
        var seen = new HashSet<string>();
        foreach (var kind in kinds.Select(CheckKind))
        {
            if (!seen.Add(kind))
                throw AssociationRefusals.Invalid(
                    "associationType", $"may only appear once per request, but '{kind}' appears more than once");
        }
    }

    /// <summary>The kind that is meant.</summary>
    /// <exception cref="RegistryException"><see cref="RegistryErrorCode.InvalidAssociation"/>.</exception>
    public static string CheckKind(string? kind) => kind switch
    {
        null or "" => Association.Value,
        Association.Key or Association.Value => kind,
        _ => throw AssociationRefusals.Invalid(
            "associationType", $"must be either '{Association.Key}' or '{Association.Value}'"),
    };

    /// <summary>An entry with its kind and, for a create, with lifecycle and frozen.</summary>
    /// <exception cref="RegistryException"><see cref="RegistryErrorCode.InvalidAssociation"/>.</exception>
    public static AssociationEntry Check(AssociationEntry entry, AssociationWriteKind kind)
    {
        if (kind == AssociationWriteKind.Create)
            entry = Complete(entry, kind);
        if (entry.Subject is { } subject && (subject.Length == 0 || subject.Any(char.IsControl)))
            throw AssociationRefusals.Invalid("subject", "must not be empty");
        if (entry.Lifecycle == AssociationLifecycle.Weak && entry.Schema is not null)
            throw AssociationRefusals.Invalid("lifecycle", "cannot be WEAK when schema is provided");
        if (entry.Lifecycle == AssociationLifecycle.Weak && entry.IsFrozen == true)
            throw AssociationRefusals.Invalid("frozen", "association with lifecycle of WEAK cannot be frozen");
        return entry with { Kind = CheckKind(entry.Kind) };
    }

    /// <summary>
    /// What a new association is when the request does not say: with a schema strong, without weak; and frozen when
    /// strong.
    /// </summary>
    /// <exception cref="RegistryException"><see cref="RegistryErrorCode.InvalidAssociation"/>.</exception>
    public static AssociationEntry Complete(AssociationEntry entry, AssociationWriteKind kind)
    {
        var isOwn = entry.Schema is not null || (entry.Lifecycle is null && entry.IsFrozen == true);
        var lifecycle = isOwn ? AssociationLifecycle.Strong : entry.Lifecycle ?? AssociationLifecycle.Weak;
        var suffix = kind == AssociationWriteKind.Create ? " for create" : "";
        if (entry.Schema is not null && entry.Lifecycle == AssociationLifecycle.Weak)
            throw AssociationRefusals.Invalid("lifecycle", $"cannot be WEAK when schema is provided{suffix}");
        if (entry.Schema is not null && entry.IsFrozen == false)
            throw AssociationRefusals.Invalid("frozen", $"cannot be false when schema is provided{suffix}");
        return entry with
        {
            Lifecycle = lifecycle,
            IsFrozen = entry.IsFrozen ?? (lifecycle == AssociationLifecycle.Strong),
        };
    }

    private static void CheckName(string? name, string property)
    {
        if (string.IsNullOrEmpty(name))
            throw AssociationRefusals.Invalid(property, "cannot be null or empty");
        if (name.Length > RegistryLimits.MaxResourceNameCharacters)
            throw AssociationRefusals.Invalid(property, TooLong(RegistryLimits.MaxResourceNameCharacters));
        foreach (var letter in name.EnumerateRunes())
        {
            var isLegal = letter.Value is '_' or '-' || (letter.IsBmp && Rune.IsLetterOrDigit(letter));
            if (!isLegal)
                throw AssociationRefusals.Invalid(property, $"illegal character '{letter}'");
        }
    }

    private static string TooLong(int limit) =>
        $"exceeds max length of {limit.ToString(CultureInfo.InvariantCulture)}";
}

/// <summary>The refusals that more than one rule of associations has.</summary>
internal static class AssociationRefusals
{
    /// <param name="property">The member of the request.</param>
    /// <param name="detail">What is wrong with it, in the API's words.</param>
    public static RegistryException Invalid(string property, string detail) =>
        new(RegistryErrorCode.InvalidAssociation) { Text = property, Details = [detail] };

    public static RegistryException Of(RegistryErrorCode code, QualifiedSubject subject) =>
        new(code) { Subject = subject };

    public static RegistryException Exists(Association association) =>
        new(RegistryErrorCode.AssociationOfResourceExists)
        {
            Text = association.Kind,
            Details = [association.Resource.Name],
        };

    public static RegistryException Frozen(Association association) =>
        new(RegistryErrorCode.AssociationFrozen) { Text = association.Kind, Subject = association.Subject };
}
