using SchemaRegistry.Client;
using SchemaRegistry.Client.Serialization;
using SchemaRegistry.Formats.Avro;

namespace SchemaRegistry.Serializers.Avro.Codecs;

/// <summary>
/// Turns values of one .NET type into Avro bodies and back. Plans are made once per schema and kept by the caller;
/// codec and plans may be used from any thread.
/// </summary>
internal interface IAvroPayloadCodec<T>
{
    /// <summary>
    /// The schema that T itself declares and is read with, or null when each value brings its own (GenericRecord).
    /// </summary>
    AvroParsedSchema? Declared { get; }

    /// <summary>An object that stands for the schema of the value: the same reference means the same schema.</summary>
    object SchemaKeyOf(T value);

    /// <summary>The schema of the value.</summary>
    DeclaredSchema SchemaOf(T value);

    /// <summary>How values of the declared schema are written as data of the target schema.</summary>
    /// <exception cref="PayloadException">The target schema can not hold them.</exception>
    IPayloadWriter<T> PlanEncode(DeclaredSchema declared, AvroParsedSchema target);

    /// <summary>How data of the writer's schema is read, as the reader's schema sees it.</summary>
    /// <exception cref="PayloadException">T can not be read with the schema.</exception>
    IPayloadReader<T> PlanDecode(
        AvroParsedSchema writer, AvroParsedSchema? reader, TrailingBytes trailingBytes);
}
