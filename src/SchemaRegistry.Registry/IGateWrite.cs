namespace SchemaRegistry.Registry;

/// <summary>A write that waits for the gate.</summary>
internal interface IGateWrite
{
    /// <summary>Adds its changes, or notes its refusal; does not throw.</summary>
    void Decide(GateTransaction transaction);

    /// <summary>Called when the transaction is visible.</summary>
    void Complete();

    /// <summary>Called instead of <see cref="Complete"/> when the transaction was not stored.</summary>
    void Fail(Exception reason);
}
