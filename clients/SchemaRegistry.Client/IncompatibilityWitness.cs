namespace SchemaRegistry.Client;

/// <summary>A payload that is valid under the writer's schema and of no use to the reader.</summary>
/// <param name="Outcome">
/// <c>REJECTED</c>, <c>MISREAD</c>, <c>NONE_FOUND</c> (which proves nothing), or <c>NOT_SOUGHT</c>; the other
/// members are null with the last two.
/// </param>
public sealed record IncompatibilityWitness(string Outcome)
{
    /// <summary>The payload as JSON text.</summary>
    public string? Json { get; init; }

    /// <summary>The payload as bytes, without the frame of a schema id.</summary>
    public byte[]? Payload { get; init; }

    /// <summary>The error of the reader; of a misread payload, what it was read as.</summary>
    public string? Reader { get; init; }
}
