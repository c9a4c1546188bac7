namespace SchemaRegistry.Client.Serialization;

/// <summary>How values of one schema are written. Immutable.</summary>
/// <typeparam name="T">The type of the values.</typeparam>
/// <param name="Schema">The registered schema that the payloads name.</param>
/// <param name="Writer">Writes the bodies.</param>
public sealed record WritePlan<T>(RegisteredSchema Schema, IPayloadWriter<T> Writer)
{
    /// <summary>
    /// What the format puts behind the id or GUID: the path of a Protobuf message; empty for Avro and JSON.
    /// </summary>
    public ReadOnlyMemory<byte> FrameTail { get; init; }
}
