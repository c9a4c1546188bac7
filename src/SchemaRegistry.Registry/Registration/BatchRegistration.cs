using SchemaRegistry.Registry.Naming;
using SchemaRegistry.Registry.State;

namespace SchemaRegistry.Registry.Registration;

/// <summary>One schema of several that are registered together.</summary>
public sealed record BatchEntry(QualifiedSubject Subject, SchemaRequest Request);

/// <summary>
/// Registers several schemas in one transaction: all of them, or none. They may refer to each other; each comes after
/// those whose subjects it refers to, whatever their order in the request.
/// </summary>
internal sealed class BatchRegistration(SchemaRegistration registration)
{
    /// <summary>
    /// Reads and compares what can be beforehand, so that the gate has less to do. What needs another schema of the
    /// batch first, or is not valid, has no plan yet.
    /// </summary>
    public IReadOnlyList<RegistrationPlan?> Prepare(IRegistryView view, IReadOnlyList<BatchEntry> entries) =>
        [.. entries.Select(entry => TryPrepare(view, entry))];

    /// <summary>The answers in the order of the entries.</summary>
    /// <exception cref="RegistryException">An entry is refused; its <see cref="RegistryException.Item"/> tells
    /// which.</exception>
    public IReadOnlyList<RegisterAnswer> Decide(
        GateTransaction transaction, IReadOnlyList<BatchEntry> entries, IReadOnlyList<RegistrationPlan?> plans)
    {
        var answers = new RegisterAnswer[entries.Count];
        foreach (var index in Order(entries))
        {
            var (subject, request) = entries[index];
            try
            {
                var plan = plans[index] is { } prepared && prepared.Holds(transaction.State)
                    ? prepared
                    : registration.Prepare(transaction.State, subject, request);
                answers[index] = registration.Decide(transaction, subject, plan);
            }
            catch (RegistryException e)
            {
                e.Item = index;
                throw;
            }
        }

        return answers;
    }

    private RegistrationPlan? TryPrepare(IRegistryView view, BatchEntry entry)
    {
        try
        {
            return registration.Prepare(view, entry.Subject, entry.Request);
        }
        catch (RegistryException)
        {
            return null;
        }
    }

    /// <summary>
    /// Depth first along the references. A loop, which nothing can resolve, is cut where it is met: its schema is then
    /// refused for a reference that is not there.
    /// </summary>
    private static List<int> Order(IReadOnlyList<BatchEntry> entries)
    {
        var bySubject = entries.Select((entry, index) => (entry.Subject, index)).ToLookup(
            pair => pair.Subject, pair => pair.index);
        var ordered = new List<int>(entries.Count);
        var isSeen = new bool[entries.Count];
        var open = new Stack<(int Index, bool IsDone)>();
        for (var start = entries.Count - 1; start >= 0; start--)
            open.Push((start, false));
        while (open.TryPop(out var next))
        {
            if (next.IsDone)
            {
                ordered.Add(next.Index);
                continue;
            }

            if (isSeen[next.Index])
                continue;
            isSeen[next.Index] = true;
            open.Push((next.Index, true));
            foreach (var needed in Needed(entries, bySubject, next.Index).Reverse())
            {
                if (!isSeen[needed])
                    open.Push((needed, false));
            }
        }

        return ordered;
    }

    /// <summary>Earlier versions of the same subject, and all of the subjects that are referred to.</summary>
    private static IEnumerable<int> Needed(
        IReadOnlyList<BatchEntry> entries, ILookup<QualifiedSubject, int> bySubject, int index)
    {
        var (subject, request) = entries[index];
        var referred = request.References
            .Select(reference => QualifiedSubject.Parse(reference.Subject, subject.Context))
            .Where(target => target != subject)
            .Distinct()
            .SelectMany(target => bySubject[target]);
        return bySubject[subject].Where(other => other < index).Concat(referred);
    }
}
