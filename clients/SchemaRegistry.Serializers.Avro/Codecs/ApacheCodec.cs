using SchemaRegistry.Client.Serialization;
using SchemaRegistry.Formats.Avro;
using ApacheSchema = Avro.Schema;

namespace SchemaRegistry.Serializers.Avro.Codecs;

/// <summary>
/// What GenericRecord and generated classes have in common: Apache.Avro writes and reads values by their own schema,
/// and the bytes are transcoded where the registered schema differs. Apache.Avro never resolves two schemas: it loses
/// aliases, refuses promotions and namespaces, and takes exponential time to compare (measured with 1.12.2).
/// </summary>
internal abstract class ApacheCodec<T> : IAvroPayloadCodec<T>
{
    public abstract AvroParsedSchema? Declared { get; }

    public object SchemaKeyOf(T value) => GetSchema(value);

    public DeclaredSchema SchemaOf(T value) => ApacheSchemas.FromApache(GetSchema(value));

    public IPayloadWriter<T> PlanEncode(DeclaredSchema declared, AvroParsedSchema target)
    {
        ApacheSchemas.ThrowIfTooComplex(declared.Parsed.Root);
        return new ApacheEncodePlan<T>(CreateWriter(declared.Apache!), new BodyWriter(declared.Parsed, target));
    }

    public IPayloadReader<T> PlanDecode(
        AvroParsedSchema writer, AvroParsedSchema? reader, TrailingBytes trailingBytes)
    {
        var target = reader ?? Declared ?? writer;
        return new ApacheDecodePlan<T>(
            CreateReader(ApacheSchemas.ToApache(target)), new BodyReader(writer, target, trailingBytes));
    }

    protected abstract ApacheSchema GetSchema(T value);

    protected abstract global::Avro.Generic.DatumWriter<T> CreateWriter(ApacheSchema schema);

    protected abstract global::Avro.Generic.DatumReader<T> CreateReader(ApacheSchema schema);
}
