using SchemaRegistry.Client;

namespace SchemaRegistry.Serializers.Avro;

/// <summary>What a deserializer does with bytes that follow the value.</summary>
public enum TrailingBytes
{
    /// <summary>Passes over them, as the deserializers of other clients do.</summary>
    Ignore,

    /// <summary>Reports them as an <see cref="PayloadException"/>.</summary>
    Refuse,
}
