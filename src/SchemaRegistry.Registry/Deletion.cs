using SchemaRegistry.Registry.Naming;
using SchemaRegistry.Registry.Settings;
using SchemaRegistry.Registry.State;

namespace SchemaRegistry.Registry;

/// <summary>
/// Soft and hard deletes, with their refusals in the order in which the API gives them. What is referred to stays: a
/// soft delete looks at active referrers, a hard one at all; a subject's versions may refer to each other.
/// </summary>
internal static class Deletion
{
    public static IReadOnlyList<int> SoftDelete(GateTransaction transaction, QualifiedSubject subject)
    {
        var state = Existing(transaction, subject);
        if (!state.IsActive)
            throw new RegistryException(RegistryErrorCode.SubjectSoftDeleted) { Subject = subject };
        CheckWritable(transaction, subject);
        CheckUnassociated(transaction, subject);
        var versions = state.Versions.Where(version => !version.IsDeleted).Select(version => version.Version).ToList();
        foreach (var version in versions)
            CheckUnreferenced(transaction, new SchemaHolder(subject, version), Referrers.ActiveOutside);
        foreach (var version in versions)
            transaction.DeleteVersion(subject, version);
        return versions;
    }

    public static IReadOnlyList<int> Remove(GateTransaction transaction, QualifiedSubject subject)
    {
        var state = Existing(transaction, subject);
        CheckWritable(transaction, subject);
        CheckUnassociated(transaction, subject);
        foreach (var version in state.Versions)
        {
            CheckUnreferenced(transaction, new SchemaHolder(subject, version.Version), Referrers.AllOutside);
            if (!version.IsDeleted)
                throw new RegistryException(RegistryErrorCode.SubjectNotSoftDeleted) { Subject = subject };
        }

        var versions = state.Versions.Select(version => version.Version).ToList();
        for (var index = versions.Count - 1; index >= 0; index--)
            transaction.RemoveVersion(subject, versions[index]);
        transaction.ClearSettings(subject);
        return versions;
    }

    public static int SoftDelete(GateTransaction transaction, QualifiedSubject subject, VersionSelector selector)
    {
        var version = Find(transaction, subject, selector);
        if (version.IsDeleted)
            throw new RegistryException(RegistryErrorCode.VersionSoftDeleted)
            {
                Subject = subject,
                Version = version.Version,
            };
        CheckWritable(transaction, subject);
        var leavesNone = transaction.State.Subject(subject)!.Versions
            .All(other => other.IsDeleted || other.Version == version.Version);
        if (leavesNone)
            CheckUnassociated(transaction, subject);
        CheckUnreferenced(transaction, new SchemaHolder(subject, version.Version), Referrers.Active);
        transaction.DeleteVersion(subject, version.Version);
        return version.Version;
    }

    public static int Remove(GateTransaction transaction, QualifiedSubject subject, VersionSelector selector)
    {
        var version = Find(transaction, subject, selector);
        CheckWritable(transaction, subject);
        CheckUnreferenced(transaction, new SchemaHolder(subject, version.Version), Referrers.All);
        if (!version.IsDeleted)
            throw new RegistryException(RegistryErrorCode.VersionNotSoftDeleted)
            {
                Subject = subject,
                Version = version.Version,
            };
        transaction.RemoveVersion(subject, version.Version);
        if (transaction.State.Subject(subject) is null)
            transaction.ClearSettings(subject);
        return version.Version;
    }

    /// <summary>
    /// A context goes when no subject, not even a deleted one, is in it; one that is not there is gone already.
    /// </summary>
    public static bool RemoveContext(GateTransaction transaction, QualifiedSubject context)
    {
        if (transaction.State.Subjects.Any(pair => pair.Key.Context == context.Context))
            throw new RegistryException(RegistryErrorCode.ContextNotEmpty) { Subject = context };
        if (!transaction.State.Contexts.Contains(context.Context))
            return false;
        transaction.RemoveContext(context.Context);
        return true;
    }

    /// <summary>Refuses when a version is referred to by what counts.</summary>
    public static void CheckUnreferenced(GateTransaction transaction, SchemaHolder target, Referrers counted)
    {
        var isReferenced = transaction.State.Referrers(target).Any(referrer =>
            (counted is Referrers.Active or Referrers.All || referrer.Subject != target.Subject)
            && (counted is Referrers.All or Referrers.AllOutside || IsActive(transaction.State, referrer)));
        if (isReferenced)
            throw new RegistryException(RegistryErrorCode.ReferenceExists)
            {
                Subject = target.Subject,
                Version = target.Version,
            };
    }

    /// <summary>
    /// An associated subject keeps an active version. Where the last one is to go, Confluent's server fails with 500.
    /// </summary>
    private static void CheckUnassociated(GateTransaction transaction, QualifiedSubject subject)
    {
        if (transaction.State.AssociationsOfSubject(subject).Count > 0)
            throw new RegistryException(RegistryErrorCode.AssociationOfSubjectExists) { Subject = subject };
    }

    private static bool IsActive(IRegistryView view, SchemaHolder holder) =>
        view.Subject(holder.Subject)?.Find(holder.Version) is { IsDeleted: false };

    private static SubjectState Existing(GateTransaction transaction, QualifiedSubject subject) =>
        transaction.State.Subject(subject) ?? throw new RegistryException(RegistryErrorCode.SubjectNotFound)
        {
            Subject = subject,
        };

    private static SubjectVersion Find(GateTransaction transaction, QualifiedSubject subject, VersionSelector selector)
    {
        var state = Existing(transaction, subject);
        return (selector.Number is { } number ? state.Find(number) : state.Latest)
            ?? throw new RegistryException(RegistryErrorCode.VersionNotFound)
            {
                Subject = subject,
                Version = selector.Number ?? -1,
            };
    }

    private static void CheckWritable(GateTransaction transaction, QualifiedSubject subject)
    {
        var mode = EffectiveSettings.Mode(transaction.State, subject);
        if (mode is RegistryMode.ReadOnly or RegistryMode.ReadOnlyOverride)
            throw new RegistryException(RegistryErrorCode.ReadOnly) { Subject = subject };
    }
}

/// <summary>Whose references keep a version from being deleted.</summary>
internal enum Referrers
{
    Active,
    ActiveOutside,
    All,
    AllOutside,
}
