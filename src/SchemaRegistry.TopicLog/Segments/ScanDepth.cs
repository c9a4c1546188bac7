namespace SchemaRegistry.TopicLog.Segments;

internal enum ScanDepth
{
    /// <summary>Hops from header to header: enough after a clean stop.</summary>
    Headers,

    /// <summary>Reads everything and verifies checksums.</summary>
    Checksums,
}
