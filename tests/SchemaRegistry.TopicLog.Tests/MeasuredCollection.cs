namespace SchemaRegistry.TopicLog.Tests;

/// <summary>
/// Tests that measure what the whole process allocates or holds: they run alone, after all others.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MeasuredCollection
{
    public const string Name = "Measured";
}
