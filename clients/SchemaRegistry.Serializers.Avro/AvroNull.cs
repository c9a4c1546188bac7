namespace SchemaRegistry.Serializers.Avro;

/// <summary>
/// The only value of the Avro schema <c>"null"</c>. Its payload is the frame with an empty body, which is no
/// tombstone: for a tombstone serialize a null reference.
/// </summary>
public sealed class AvroNull
{
    /// <summary>The value. Safe for use from any thread.</summary>
    public static readonly AvroNull Value = new();

    private AvroNull()
    {
    }
}
