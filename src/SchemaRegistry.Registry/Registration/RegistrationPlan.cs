using SchemaRegistry.Registry.State;

namespace SchemaRegistry.Registry.Registration;

/// <summary>
/// What preparing a registration came to: the version that the subject has already, or the candidate for a new one; and
/// what it was based on, so that the gate can see whether that still holds.
/// </summary>
internal sealed record RegistrationPlan(
    SchemaRequest Request, SchemaCandidate Candidate, SchemaMatch? Existing, int Version,
        IReadOnlyList<Premise> Premises)
{
    public bool Holds(IRegistryView view) => Premises.All(premise => premise.Holds(view));
}

/// <summary>
/// Something that was read from the state: immutable objects and values, which serve as their own revisions.
/// </summary>
internal sealed record Premise(Func<IRegistryView, object?> Read, object? Seen)
{
    public bool Holds(IRegistryView view)
    {
        var now = Read(view);
        return ReferenceEquals(now, Seen) || (now is ValueType && now.Equals(Seen));
    }
}
