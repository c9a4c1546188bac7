namespace SchemaRegistry.TopicLog.Tests.Crashes;

/// <summary>What a random workload does most.</summary>
public enum CrashFocus
{
    /// <summary>Many topics of all kinds, and all that can be done with them.</summary>
    Everything,

    /// <summary>One or two compacted topics of small segments that are compacted again and again.</summary>
    Compaction,
}
