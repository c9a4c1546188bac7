using Avro.Generic;
using Avro.Specific;
using SchemaRegistry.Client;
using SchemaRegistry.Formats.Avro;
using ApacheSchema = Avro.Schema;

namespace SchemaRegistry.Serializers.Avro.Codecs;

/// <summary>
/// A class that Apache.Avro generated, or the interface of them all: then each value brings its schema, and the class
/// to read is found by the name in the data's schema.
/// </summary>
internal sealed class SpecificCodec<T> : ApacheCodec<T>
    where T : ISpecificRecord
{
    private readonly ApacheSchema? _apache;

    public SpecificCodec()
    {
        if (typeof(T).IsAbstract)
            return;
        _apache = Activator.CreateInstance<T>().Schema;
        Declared = ApacheSchemas.FromApache(_apache).Parsed;
    }

    public override AvroParsedSchema? Declared { get; }

    protected override ApacheSchema GetSchema(T value) => value.Schema;

    protected override DatumWriter<T> CreateWriter(ApacheSchema schema) => new SpecificDatumWriter<T>(schema);

    protected override DatumReader<T> CreateReader(ApacheSchema schema)
    {
        try
        {
            return new SpecificDatumReader<T>(schema, schema);
        }
        catch (Exception e) when (e is global::Avro.AvroException or TypeLoadException or KeyNotFoundException)
        {
            throw new PayloadException($"Apache.Avro has no classes for the schema: {e.Message}", e);
        }
    }
}
