namespace SchemaRegistry.Kafka.Wire;

/// <summary>Every number of this project that bounds something.</summary>
public static class WireLimits
{
    /// <summary>
    /// Elements of all arrays of one request. An element is an object of about 50 bytes, so a frame costs at most
    /// some 12 MiB beside its own bytes; the widest legal request known, a fetch of every partition of a broker, has
    /// tens of thousands.
    /// </summary>
    public const int MaxElementsPerRequest = 250_000;
}
