using SchemaRegistry.Client.Serialization;
using SchemaRegistry.Formats.Avro;

namespace SchemaRegistry.Serializers.Avro.Codecs;

/// <summary>Values whose schema is a primitive type.</summary>
internal sealed class PrimitiveCodec<T>(PrimitiveType<T> type) : IAvroPayloadCodec<T>
{
    private readonly DeclaredSchema _declared = new(type.Schema, ApacheSchemas.Parse(type.Schema), null);

    public AvroParsedSchema Declared => _declared.Parsed;

    public object SchemaKeyOf(T value) => _declared;

    public DeclaredSchema SchemaOf(T value) => _declared;

    public IPayloadWriter<T> PlanEncode(DeclaredSchema declared, AvroParsedSchema target) =>
        new PrimitiveEncodePlan<T>(type, new BodyWriter(declared.Parsed, target), RawBytes.AppliesTo(target));

    /// <summary>
    /// A primitive is read as its own type; another reader schema could only change it to the same again.
    /// </summary>
    public IPayloadReader<T> PlanDecode(
        AvroParsedSchema writer, AvroParsedSchema? reader, TrailingBytes trailingBytes) =>
        new PrimitiveDecodePlan<T>(type, new BodyReader(writer, Declared, trailingBytes), RawBytes.AppliesTo(writer));
}
