namespace SchemaRegistry.Formats.Protobuf.Encoding;

/// <summary>Whether the message that a map field adds takes an index among nested messages.</summary>
public enum MapEntryCounting
{
    /// <summary>As the descriptors have it, and as clients write.</summary>
    Count,

    /// <summary>As some clients write when the schema was normalized.</summary>
    Skip,
}
