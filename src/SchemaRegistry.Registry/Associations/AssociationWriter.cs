using SchemaRegistry.Registry.Registration;
using SchemaRegistry.Registry.State;

namespace SchemaRegistry.Registry.Associations;

/// <summary>
/// All that changes associations. Every method answers when its change is durable and visible to readers, and throws a
/// <see cref="RegistryException"/> when it is refused. Safe for any thread.
/// </summary>
public sealed class AssociationWriter
{
    private const int PreparationsOutside = 2;

    private readonly RegistryScope _scope;
    private readonly WriteGate _gate;
    private readonly SchemaRegistration _registration;

    internal AssociationWriter(RegistryScope scope, WriteGate gate)
    {
        _scope = scope;
        _gate = gate;
        _registration = new SchemaRegistration(scope);
    }

    /// <summary>
    /// Makes associations of one resource, and registers the schemas that come with them, all or nothing. It is
    /// prepared beside other writes; when something has moved on meanwhile it is prepared again, the last time inside
    /// the gate, where nothing moves.
    /// </summary>
    public async Task<AssociationAnswer> WriteAsync(AssociationWrite write, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var isLast = attempt == PreparationsOutside;
            var plan = TryPrepare(write);
            if (plan is not null && write.IsDryRun)
                return new AssociationAnswer(plan.Resource, []);
            if (plan is null && !isLast)
                continue;
            var answer = await _gate.RunAsync(
                transaction => Decide(transaction, write, plan, isLast), cancellationToken)
                .ConfigureAwait(false);
            if (answer is not null)
                return answer;
        }
    }

    /// <summary>Removes associations of a resource.</summary>
    /// <exception cref="RegistryException">There is none, or one may not go.</exception>
    public async Task DeleteAsync(AssociationDelete delete, CancellationToken cancellationToken)
    {
        if (await RemoveAsync(delete, cancellationToken).ConfigureAwait(false) == 0)
            throw new RegistryException(RegistryErrorCode.AssociationNotFound) { Text = delete.ResourceId };
    }

    /// <summary>
    /// Carries out operations on a resource, and returns all associations that it has then; none after a dry run.
    /// </summary>
    public async Task<AssociationAnswer> MutateAsync(AssociationMutation mutation, CancellationToken cancellationToken)
    {
        var resource = AssociationChecks.Check(mutation.Resource, mutation.IsDryRun);
        AssociationChecks.CheckKinds(mutation.Operations?.Select(operation => operation.Entry.Kind).ToList());
        foreach (var operation in mutation.Operations!.Where(other => other.Kind != AssociationOperationKind.Delete))
            AssociationChecks.Check(operation.Entry, ToWriteKind(operation.Kind));

        var schemas = new Dictionary<string, FoundSchema>();
        var registeredCount = 0;
        foreach (var run in Runs(mutation.Operations!))
        {
            if (run[0].Kind == AssociationOperationKind.Delete)
                await DeleteAsync(mutation, resource, run[0], cancellationToken).ConfigureAwait(false);
            else
            {
                var answer = await WriteAsync(ToWrite(mutation, run), cancellationToken).ConfigureAwait(false);
                registeredCount += answer.RegisteredCount;
                foreach (var (kind, schema) in answer.Schemas)
                    schemas[kind] = schema;
            }
        }

        var all = mutation.IsDryRun ? [] : _scope.State.AssociationsOfResource(resource.Id!);
        return new AssociationAnswer(
            resource,
            [.. all.Select(association =>
                new AnsweredAssociation(association, schemas.GetValueOrDefault(association.Kind)))])
        {
            RegisteredCount = registeredCount,
        };
    }

    /// <summary>Null when it was refused while what the rules read moved on.</summary>
    /// <exception cref="RegistryException">It is refused.</exception>
    private AssociationPlan? TryPrepare(AssociationWrite write)
    {
        var preparation = new AssociationPreparation(_registration, _scope.State, write);
        try
        {
            return preparation.Run();
        }
        catch (RegistryException) when (!preparation.Holds(_scope.State))
        {
            return null;
        }
    }

    private AssociationAnswer? Decide(
        GateTransaction transaction, AssociationWrite write, AssociationPlan? plan, bool isLast)
    {
        if (plan?.Holds(transaction.State) == true)
            return Apply(transaction, plan);
        if (!isLast)
            return null;
        var prepared = new AssociationPreparation(_registration, transaction.State, write).Run();
        return write.IsDryRun ? new AssociationAnswer(prepared.Resource, []) : Apply(transaction, prepared);
    }

    private AssociationAnswer Apply(GateTransaction transaction, AssociationPlan plan)
    {
        var schemas = new Dictionary<string, FoundSchema>();
        var registeredCount = 0;
        foreach (var planned in plan.Associations)
        {
            if (planned.Registration is null)
                continue;
            var registered = _registration.Decide(transaction, planned.Subject, planned.Registration);
            registeredCount += registered.IsNew ? 1 : 0;
            schemas[planned.Kind] = new FoundSchema(
                registered.Schema, registered.Matching ?? SchemaMatching.Identity);
        }

        var added = plan.Associations
            .Where(planned => !planned.IsThere)
            .Select(planned => transaction.AddAssociation(new Association(
                planned.Subject, Guid.NewGuid(), plan.Resource, planned.Kind, planned.Lifecycle, TimestampMs: 0)))
            .Select(association =>
                new AnsweredAssociation(association, schemas.GetValueOrDefault(association.Kind)))
            .ToList();
        return new AssociationAnswer(plan.Resource, added) { Schemas = schemas, RegisteredCount = registeredCount };
    }

    private async Task DeleteAsync(
        AssociationMutation mutation,
        AssociatedResource resource,
        AssociationOperation operation,
        CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(resource.Id))
            return;
        var delete = new AssociationDelete
        {
            ResourceId = resource.Id,
            Filter = new AssociationFilter { Kinds = [AssociationChecks.CheckKind(operation.Entry.Kind)] },
            Cascades = operation.Cascades,
            IsDryRun = mutation.IsDryRun,
        };
        await RemoveAsync(delete, cancellationToken).ConfigureAwait(false);
    }

    private Task<int> RemoveAsync(AssociationDelete delete, CancellationToken cancellationToken) => delete.IsDryRun
        ? Task.FromResult(AssociationRemoval.Find(_scope.State, delete).Count)
        : _gate.RunAsync(transaction => AssociationRemoval.Remove(transaction, delete), cancellationToken);

    /// <summary>Creates, and upserts, that stand side by side; deletes one by one.</summary>
    private static List<List<AssociationOperation>> Runs(IReadOnlyList<AssociationOperation> operations)
    {
        var runs = new List<List<AssociationOperation>>();
        foreach (var operation in operations)
        {
            var continues = runs.Count > 0
                && operation.Kind != AssociationOperationKind.Delete
                && runs[^1][0].Kind == operation.Kind;
            if (continues)
                runs[^1].Add(operation);
            else
                runs.Add([operation]);
        }

        return runs;
    }

    private static AssociationWrite ToWrite(AssociationMutation mutation, List<AssociationOperation> run) => new()
    {
        Resource = mutation.Resource,
        Kind = ToWriteKind(run[0].Kind),
        Entries = [.. run.Select(operation => operation.Entry)],
        Context = mutation.Context,
        IsDryRun = mutation.IsDryRun,
    };

    private static AssociationWriteKind ToWriteKind(AssociationOperationKind kind) =>
        kind == AssociationOperationKind.Create ? AssociationWriteKind.Create : AssociationWriteKind.Upsert;
}
