namespace SchemaRegistry.Client;

/// <summary>Where a serializer puts the schema's id. Deserializers accept both.</summary>
public enum SchemaIdCarrier
{
    /// <summary>In front of the payload: a zero byte and the id. Every client understands it.</summary>
    Prefix,

    /// <summary>
    /// In a header, as the schema's GUID; the payload is the bare body. The registry must answer GUIDs, and consumers
    /// of older clients do not look into headers.
    /// </summary>
    Header,
}
