namespace SchemaRegistry.TopicLog;

/// <summary>When appended records are forced to disk, and with that when consumers may see them.</summary>
public enum FlushMode
{
    /// <summary>
    /// As soon as the disk is free: everything that waits goes out with one fsync per file. Consumers see what is on
    /// disk, so a power cut takes back nothing that anybody has seen.
    /// </summary>
    Group,

    /// <summary>Every so often; consumers see records at once. A power cut may lose the last interval.</summary>
    Interval,

    /// <summary>Never by us, as Kafka does by default: the operating system writes back when it likes.</summary>
    Never,
}
