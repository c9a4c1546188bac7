using SchemaRegistry.Client;
using SchemaRegistry.Formats.Avro;
using SchemaRegistry.Formats.Avro.Compatibility;
using SchemaRegistry.Formats.Compatibility;

namespace SchemaRegistry.Serializers.Avro.Codecs;

/// <summary>Says in advance, with reasons, when data of one schema can not be read with another.</summary>
internal static class SchemaMatch
{
    /// <exception cref="PayloadException">It can not.</exception>
    public static void ThrowIfUnreadable(AvroParsedSchema reader, AvroParsedSchema writer, string message)
    {
        var reasons = AvroRules.Instance.FindIncompatibilities(reader, writer, ComparisonOptions.Default);
        if (reasons.Count == 0)
            return;
        var told = string.Join("; ", reasons.Take(SerializerLimits.MaxToldReasons).Select(Tell));
        throw new PayloadException($"{message}: {told}.");
    }

    private static string Tell(Incompatibility reason) => reason.ToMessage("reader", "writer");
}
