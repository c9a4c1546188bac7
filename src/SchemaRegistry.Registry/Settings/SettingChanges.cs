using SchemaRegistry.Registry.Contracts;
using SchemaRegistry.Registry.Naming;
using SchemaRegistry.Registry.State;

namespace SchemaRegistry.Registry.Settings;

/// <summary>Changes of config and mode.</summary>
internal static class SettingChanges
{
    public static RegistryConfig UpdateConfig(
        GateTransaction transaction, QualifiedSubject scope, Func<RegistryConfig, RegistryConfig> change)
    {
        CheckScope(scope);
        CheckWritable(transaction, scope);
        var config = change(transaction.State.Config(scope) ?? RegistryConfig.Empty);
        RuleSetRules.Check(config.DefaultRuleSet);
        RuleSetRules.Check(config.OverrideRuleSet);
        transaction.SetConfig(scope, config);
        return config;
    }

    public static RegistryConfig DeleteConfig(GateTransaction transaction, QualifiedSubject scope)
    {
        CheckScope(scope);
        CheckWritable(transaction, scope);
        var config = transaction.State.Config(scope);
        if (config is null && scope != QualifiedSubject.Global)
            throw new RegistryException(RegistryErrorCode.SubjectNotFound) { Subject = scope };
        if (config is not null)
            transaction.SetConfig(scope, null);
        return config ?? RegistryConfig.Empty;
    }

    public static bool SetMode(GateTransaction transaction, QualifiedSubject scope, RegistryMode? mode, bool force)
    {
        CheckScope(scope);
        if (mode == RegistryMode.Forward && scope != QualifiedSubject.SuperGlobal)
            throw new RegistryException(RegistryErrorCode.ForwardModeNotGlobal) { Subject = scope };
        if (mode == RegistryMode.Import && !force
            && EffectiveSettings.Mode(transaction.State, scope) != RegistryMode.Import)
            EmptyForImport(transaction, scope);
        transaction.SetMode(scope, mode);
        return true;
    }

    public static RegistryMode? DeleteMode(GateTransaction transaction, QualifiedSubject scope, bool recursive)
    {
        var mode = transaction.State.Mode(scope);
        if (mode is null && !recursive && scope != QualifiedSubject.Global)
            throw new RegistryException(RegistryErrorCode.SubjectNotFound) { Subject = scope };
        if (mode is not null)
            transaction.SetMode(scope, null);
        if (recursive && scope.IsContext)
        {
            var below = transaction.State.ModeScopes
                .Where(subject => subject.Context == scope.Context && !subject.IsContext)
                .ToList();
            foreach (var subject in below)
                transaction.SetMode(subject, null);
        }

        return mode ?? (scope == QualifiedSubject.Global && !recursive ? RegistryMode.ReadWrite : null);
    }

    /// <summary>
    /// Copies come into an empty scope: nothing active may be in it, and what was soft-deleted goes for good.
    /// </summary>
    private static void EmptyForImport(GateTransaction transaction, QualifiedSubject scope)
    {
        var covered = transaction.State.Subjects.Where(pair => Covers(scope, pair.Key)).ToList();
        if (covered.Exists(pair => pair.Value.IsActive))
            throw new RegistryException(RegistryErrorCode.SubjectsExist) { Subject = scope };
        var leftovers = covered
            .SelectMany(pair => pair.Value.Versions.Select(version => new SchemaHolder(pair.Key, version.Version)))
            .ToList();
        var going = leftovers.ToHashSet();
        foreach (var leftover in leftovers)
        {
            if (transaction.State.Referrers(leftover).Any(referrer => !going.Contains(referrer)))
                throw new RegistryException(RegistryErrorCode.ReferenceExists)
                {
                    Subject = leftover.Subject,
                    Version = leftover.Version,
                };
        }

        foreach (var leftover in leftovers)
            transaction.RemoveVersion(leftover.Subject, leftover.Version);
    }

    /// <summary>The global scope covers every context here, as its null key matches every subject.</summary>
    private static bool Covers(QualifiedSubject scope, QualifiedSubject subject) =>
        scope == QualifiedSubject.Global
        || scope == QualifiedSubject.SuperGlobal
        || (scope.IsContext ? scope.Context == subject.Context : scope == subject);

    private static void CheckScope(QualifiedSubject scope)
    {
        if (!SubjectRules.IsValidScope(scope))
            throw new RegistryException(RegistryErrorCode.InvalidSubject) { Text = scope.ToString() };
    }

    private static void CheckWritable(GateTransaction transaction, QualifiedSubject scope)
    {
        if (EffectiveSettings.Mode(transaction.State, scope) is RegistryMode.ReadOnly or RegistryMode.ReadOnlyOverride)
            throw new RegistryException(RegistryErrorCode.ReadOnly) { Subject = scope };
    }
}
