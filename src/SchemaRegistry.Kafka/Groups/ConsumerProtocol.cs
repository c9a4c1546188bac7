using SchemaRegistry.Kafka.Wire;

namespace SchemaRegistry.Kafka.Groups;

/// <summary>
/// What consumers put into their protocol metadata: int16 version, then the topics as an array of strings, then what
/// is of no concern here. The broker reads it to know whether offsets are in use, and for nothing else.
/// </summary>
internal static class ConsumerProtocol
{
    public const string Type = "consumer";

    /// <summary>The topics; null when the bytes are something else.</summary>
    public static IReadOnlyCollection<string>? ReadTopics(byte[] metadata)
    {
        try
        {
            var reader = new WireReader(metadata);
            return reader.ReadInt16() < 0 ? null : reader.ReadStringArray(LengthForm.Fixed);
        }
        catch (WireFormatException)
        {
            return null;
        }
    }
}
