using SchemaRegistry.Formats.Avro;

namespace SchemaRegistry.Serializers.Avro.Codecs;

/// <summary>
/// The schema of a value: the text to register, and what we and Apache.Avro understand of it (null for a primitive).
/// </summary>
internal sealed record DeclaredSchema(string Text, AvroParsedSchema Parsed, global::Avro.Schema? Apache);
