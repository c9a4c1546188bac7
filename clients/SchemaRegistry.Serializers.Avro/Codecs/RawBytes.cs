using SchemaRegistry.Client;
using SchemaRegistry.Formats.Avro;
using SchemaRegistry.Formats.Avro.Model;

namespace SchemaRegistry.Serializers.Avro.Codecs;

/// <summary>
/// The special case of all clients: when the schema as a whole is <c>bytes</c>, the body is the bytes themselves,
/// without the length that Avro puts before them. With a logical type clients disagree about it, so such a schema is
/// refused.
/// </summary>
internal static class RawBytes
{
    /// <exception cref="PayloadException">The schema is bytes with a logical type.</exception>
    public static bool AppliesTo(AvroParsedSchema schema)
    {
        if (schema.Root.Kind != AvroKind.Bytes)
            return false;
        if (schema.Root.Property("logicalType") is not null)
        {
            throw new PayloadException(
                "A schema that is bytes with a logical type has no agreed wire format: clients differ about the length before the "
                + "bytes. Put the value into a record.");
        }

        return true;
    }
}
