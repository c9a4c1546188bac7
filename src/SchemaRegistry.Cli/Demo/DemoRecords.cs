using System.Buffers;
using Avro.Generic;
using Avro.IO;
using SchemaRegistry.Formats.Avro;
using SchemaRegistry.Formats.Avro.Encoding;
using ApacheSchema = Avro.Schema;

namespace SchemaRegistry.Cli.Demo;

/// <summary>Makes of JSON the records that an application would have: GenericRecord of Apache.Avro.</summary>
internal static class DemoRecords
{
    public static GenericRecord Create(AvroParsedSchema schema, ReadOnlySpan<byte> json)
    {
        var binary = new ArrayBufferWriter<byte>();
        if (AvroJsonEncoder.Encode(schema.Root, json, binary, AvroJsonStyle.Plain) is { } problem)
            throw new CommandException($"An example event does not fit its schema: {problem}");
        var apache = ApacheSchema.Parse(schema.ToFormat("resolved"));
        var reader = new GenericDatumReader<GenericRecord>(apache, apache);
        return reader.Read(null!, new BinaryDecoder(new MemoryStream(binary.WrittenSpan.ToArray())));
    }
}
