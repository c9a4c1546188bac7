using SchemaRegistry.Registry.Naming;
using SchemaRegistry.Registry.Registration;
using SchemaRegistry.Registry.Settings;
using SchemaRegistry.Registry.State;

namespace SchemaRegistry.Registry;

/// <summary>
/// All that changes a registry. Every method answers when its change is durable and visible to readers, and throws a
/// <see cref="RegistryException"/> when it is refused. Safe for any thread.
/// </summary>
public sealed class RegistryWriter
{
    private const int PreparationsOutside = 2;

    private readonly RegistryScope _scope;
    private readonly WriteGate _gate;
    private readonly SchemaRegistration _registration;

    internal RegistryWriter(RegistryScope scope, WriteGate gate)
    {
        _scope = scope;
        _gate = gate;
        _registration = new SchemaRegistration(scope);
    }

    /// <summary>
    /// Registers a schema, or finds it in the subject. It is prepared beside other writes; when the subject has moved
    /// on meanwhile it is prepared again, the last time inside the gate, where nothing moves.
    /// </summary>
    public async Task<RegisterAnswer> RegisterAsync(
        QualifiedSubject subject, SchemaRequest request, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var plan = _registration.Prepare(_scope.State, subject, request);
            if (plan.Existing is { } existing)
                return _registration.Answer(subject, existing);

            var isLast = attempt == PreparationsOutside;
            var answer = await _gate.RunAsync(
                transaction => Decide(transaction, subject, plan, isLast), cancellationToken)
                .ConfigureAwait(false);
            if (answer is not null)
                return answer;
        }
    }

    /// <summary>Tells what registering a schema would come to, without doing it.</summary>
    /// <exception cref="RegistryException">It would be refused.</exception>
    public RegistrationForecast Foresee(QualifiedSubject subject, SchemaRequest request) =>
        SchemaRegistration.Foresee(_scope.State, subject, _registration.Prepare(_scope.State, subject, request));

    /// <summary>
    /// Registers schemas together, all or none; the answers are in the order of the entries, of which there are at most
    /// <see cref="RegistryLimits.MaxBatchSchemas"/>.
    /// </summary>
    public Task<IReadOnlyList<RegisterAnswer>> RegisterAllAsync(
        IReadOnlyList<BatchEntry> entries, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(entries.Count, RegistryLimits.MaxBatchSchemas);
        var batch = new BatchRegistration(_registration);
        var plans = batch.Prepare(_scope.State, entries);
        return _gate.RunAsync(transaction => batch.Decide(transaction, entries, plans), cancellationToken);
    }

    /// <summary>Deletes all versions of a subject and returns their numbers, ascending.</summary>
    public Task<IReadOnlyList<int>> DeleteSubjectAsync(
        QualifiedSubject subject, DeleteKind kind, CancellationToken cancellationToken) =>
        _gate.RunAsync(
            transaction => kind == DeleteKind.Soft
                ? Deletion.SoftDelete(transaction, subject)
                : Deletion.Remove(transaction, subject),
            cancellationToken);

    /// <summary>Deletes one version and returns its number.</summary>
    public Task<int> DeleteVersionAsync(
        QualifiedSubject subject, VersionSelector version, DeleteKind kind, CancellationToken cancellationToken) =>
        _gate.RunAsync(
            transaction => kind == DeleteKind.Soft
                ? Deletion.SoftDelete(transaction, subject, version)
                : Deletion.Remove(transaction, subject, version),
            cancellationToken);

    /// <summary>
    /// Takes an empty context off the list of contexts, and tells whether it was there. Ids that were given in it are
    /// not given again.
    /// </summary>
    public Task<bool> DeleteContextAsync(QualifiedSubject context, CancellationToken cancellationToken) =>
        _gate.RunAsync(transaction => Deletion.RemoveContext(transaction, context), cancellationToken);

    /// <summary>Changes the config of a scope, and returns what is stored then.</summary>
    /// <param name="scope">A subject, or a context.</param>
    /// <param name="change">Gets what is stored, an empty config when nothing is.</param>
    /// <param name="cancellationToken">Gives up waiting; a change that is queued is carried out.</param>
    public Task<RegistryConfig> UpdateConfigAsync(
        QualifiedSubject scope, Func<RegistryConfig, RegistryConfig> change, CancellationToken cancellationToken) =>
        _gate.RunAsync(transaction => SettingChanges.UpdateConfig(transaction, scope, change), cancellationToken);

    /// <summary>
    /// Removes the config of a scope and returns it; that of the global scope is empty when none was stored.
    /// </summary>
    public Task<RegistryConfig> DeleteConfigAsync(QualifiedSubject scope, CancellationToken cancellationToken) =>
        _gate.RunAsync(transaction => SettingChanges.DeleteConfig(transaction, scope), cancellationToken);

    /// <summary>Sets or, with null, clears the mode of a scope.</summary>
    /// <param name="scope">A subject, or a context.</param>
    /// <param name="mode">The new mode.</param>
    /// <param name="force">Whether IMPORT may be set over existing subjects.</param>
    /// <param name="cancellationToken">Gives up waiting; a change that is queued is carried out.</param>
    public Task SetModeAsync(
        QualifiedSubject scope, RegistryMode? mode, bool force, CancellationToken cancellationToken)
    {
        CheckModesMayChange();
        return _gate.RunAsync(
            transaction => SettingChanges.SetMode(transaction, scope, mode, force), cancellationToken);
    }

    /// <summary>
    /// Removes the mode of a scope and returns it; null when a recursive removal found none on the scope itself.
    /// </summary>
    /// <param name="scope">A subject, or a context.</param>
    /// <param name="recursive">Whether the modes of all subjects below a context go too.</param>
    /// <param name="cancellationToken">Gives up waiting; a change that is queued is carried out.</param>
    public Task<RegistryMode?> DeleteModeAsync(
        QualifiedSubject scope, bool recursive, CancellationToken cancellationToken)
    {
        CheckModesMayChange();
        return _gate.RunAsync(
            transaction => SettingChanges.DeleteMode(transaction, scope, recursive), cancellationToken);
    }

    private void CheckModesMayChange()
    {
        if (!_scope.Options.ModesMayChange)
            throw new RegistryException(RegistryErrorCode.ModesAreFixed);
    }

    private RegisterAnswer? Decide(
        GateTransaction transaction, QualifiedSubject subject, RegistrationPlan plan, bool isLast)
    {
        if (plan.Holds(transaction.State))
            return _registration.Decide(transaction, subject, plan);
        return isLast
            ? _registration.Decide(
                transaction, subject, _registration.Prepare(transaction.State, subject, plan.Request))
            : null;
    }
}

/// <summary>A soft delete hides, a hard one removes what was hidden before.</summary>
public enum DeleteKind
{
    Soft,
    Permanent,
}
