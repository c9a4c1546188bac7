using SchemaRegistry.Client;
using SchemaRegistry.Formats;
using SchemaRegistry.Formats.Avro;
using SchemaRegistry.Formats.Avro.Model;
using SchemaRegistry.Formats.References;
using ApacheSchema = Avro.Schema;

namespace SchemaRegistry.Serializers.Avro.Codecs;

/// <summary>Schemas from Apache.Avro to our model and back. Each call parses; callers keep the result.</summary>
internal static class ApacheSchemas
{
    private const string SelfContained = "resolved";

    /// <summary>Reads a schema text that needs no references.</summary>
    /// <exception cref="PayloadException">The text is no Avro schema.</exception>
    public static AvroParsedSchema Parse(string text) => Parse(text, ReferenceSet.Empty);

    /// <summary>Reads a schema text whose references are resolved.</summary>
    /// <exception cref="PayloadException">The text is no Avro schema.</exception>
    public static AvroParsedSchema Parse(string text, ReferenceSet references)
    {
        var result = AvroFormat.Instance.Parse(text, references, SchemaParsing.Stored);
        return result.TryGetSchema(out var schema, out var problems)
            ? (AvroParsedSchema)schema
            : throw new PayloadException(
                $"The schema can not be read: {string.Join("; ", problems.Take(SerializerLimits.MaxToldReasons))}.");
    }

    public static DeclaredSchema FromApache(ApacheSchema schema)
    {
        var text = schema.ToString();
        return new DeclaredSchema(text, Parse(text), schema);
    }

    /// <exception cref="PayloadException">Apache.Avro can not work with the schema.</exception>
    public static ApacheSchema ToApache(AvroParsedSchema schema)
    {
        ThrowIfTooComplex(schema.Root);
        try
        {
            return ApacheSchema.Parse(schema.ToFormat(SelfContained));
        }
        catch (Exception e) when (e is global::Avro.AvroException or Newtonsoft.Json.JsonException)
        {
            throw new PayloadException($"Apache.Avro can not read the schema: {e.Message}", e);
        }
    }

    /// <summary>
    /// Apache.Avro compares and hashes schemas by walking into every use of a type. The same walk is made here, and
    /// given up early.
    /// </summary>
    /// <exception cref="PayloadException">The walk is too long.</exception>
    public static void ThrowIfTooComplex(AvroSchema root)
    {
        var left = SerializerLimits.MaxApacheVisits;
        if (!Visit(root, [], ref left))
        {
            throw new PayloadException(
                $"Apache.Avro would need more than {SerializerLimits.MaxApacheVisits} steps to compare the schema with itself: "
                + "it uses the same types in too many places.");
        }
    }

    private static bool Visit(AvroSchema schema, HashSet<AvroSchema> open, ref int left)
    {
        if (--left < 0)
            return false;
        switch (schema)
        {
            case ArraySchema array:
                return Visit(array.Items, open, ref left);
            case MapSchema map:
                return Visit(map.Values, open, ref left);
            case UnionSchema union:
                foreach (var branch in union.Branches)
                {
                    if (!Visit(branch, open, ref left))
                        return false;
                }

                return true;
            case RecordSchema record when open.Add(record):
                foreach (var field in record.Fields)
                {
                    if (!Visit(field.Type, open, ref left))
                        return false;
                }

                open.Remove(record);
                return true;
            default:
                return true;
        }
    }
}
