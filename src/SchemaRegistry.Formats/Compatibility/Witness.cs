namespace SchemaRegistry.Formats.Compatibility;

/// <summary>What becomes of a payload in the hands of a reader.</summary>
public enum WitnessOutcome
{
    /// <summary>It is refused with an error.</summary>
    Rejected,

    /// <summary>It is read as something else than what was written.</summary>
    Misread,
}

/// <summary>
/// A payload that shows an incompatibility: valid under the writer's schema, and not what the reader can use.
/// </summary>
/// <param name="Json">The payload as JSON text, in the JSON form of the language.</param>
/// <param name="Payload">The same as bytes, without the frame of a registry's id.</param>
/// <param name="Outcome">Whether the reader rejects or misreads it.</param>
/// <param name="ReaderSays">The reader's error; of a misread payload, what it was read as.</param>
public sealed record Witness(string Json, ReadOnlyMemory<byte> Payload, WitnessOutcome Outcome, string ReaderSays);
