namespace SchemaRegistry.Registry;

/// <summary>A write that waits for the gate.</summary>
internal interface IGateWrite
{
    /// <summary>
    /// Adds its changes, or notes its refusal; does not throw. May be called again with another transaction, and then
    /// begins anew.
    /// </summary>
    /// <returns>
    /// False when it stopped halfway, by a fault and not by a rule: the transaction is not to be stored, since it may
    /// hold half a write.
    /// </returns>
    bool TryDecide(GateTransaction transaction);

    /// <summary>Answers with what was decided last; called when that is visible.</summary>
    void Complete();

    /// <summary>Called instead of <see cref="Complete"/> when the write was not stored.</summary>
    void Fail(Exception reason);
}
