using Avro.Generic;
using SchemaRegistry.Client;
using SchemaRegistry.Formats.Avro;
using ApacheSchema = Avro.Schema;

namespace SchemaRegistry.Serializers.Avro.Codecs;

/// <summary>GenericRecord: each value brings its schema.</summary>
internal sealed class GenericCodec : ApacheCodec<GenericRecord>
{
    public override AvroParsedSchema? Declared => null;

    protected override ApacheSchema GetSchema(GenericRecord value) => value.Schema;

    protected override DatumWriter<GenericRecord> CreateWriter(ApacheSchema schema) =>
        new GenericDatumWriter<GenericRecord>(schema);

    protected override DatumReader<GenericRecord> CreateReader(ApacheSchema schema) =>
        schema is global::Avro.RecordSchema
        ? new GenericDatumReader<GenericRecord>(schema, schema)
        : throw new PayloadException(
            $"A GenericRecord is read from a record, but the schema is of the type {schema.Tag}.");
}
