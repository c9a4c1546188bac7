namespace SchemaRegistry.Serializers.Avro;

/// <summary>The bounds of this package.</summary>
internal static class SerializerLimits
{
    /// <summary>
    /// Types that Apache.Avro would visit to compare a schema with itself. It visits a shared type once per use, so
    /// that 2.4 kB of schema cost 25 s (measured with 1.12.2); at this bound it takes some milliseconds.
    /// </summary>
    public const int MaxApacheVisits = 20_000;

    /// <summary>Bytes of working memory that a thread keeps for the next value.</summary>
    public const int MaxKeptScratchBytes = 1024 * 1024;

    /// <summary>Incompatibilities that an error message tells; all of them can make megabytes.</summary>
    public const int MaxToldReasons = 5;
}
