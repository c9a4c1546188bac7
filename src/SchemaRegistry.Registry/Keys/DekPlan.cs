using SchemaRegistry.KeyManagement;

namespace SchemaRegistry.Registry.Keys;

/// <summary>
/// A DEK that is ready to be stored, and what it was made from: the very objects of the state, so that the gate sees
/// whether they are still there.
/// </summary>
internal sealed record DekPlan(
    KeyEncryptionKey Kek, DataEncryptionKey? Old, DataEncryptionKey New, string? KeyMaterial)
{
    /// <summary>Never the key in clear.</summary>
    public override string ToString() => New.ToString();

    /// <summary>Null when the KEK or the DEK has changed since the plan was made.</summary>
    public OpenedDek? Decide(GateTransaction transaction, int maxKeys)
    {
        var state = transaction.State;
        if (state.Kek(Kek.Name) is not { } current
            || !ReferenceEquals(current.Kek, Kek)
            || !ReferenceEquals(current.Find(New.Id), Old))
            return null;

        DekCreation.CheckCount(state, Old, maxKeys);
        transaction.SetDek(New);
        return new OpenedDek(state.Kek(Kek.Name)!.Find(New.Id)!, KeyMaterial);
    }
}
