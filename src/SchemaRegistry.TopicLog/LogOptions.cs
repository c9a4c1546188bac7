namespace SchemaRegistry.TopicLog;

/// <summary>How a topic log keeps its promises. Immutable.</summary>
public sealed record LogOptions
{
    public FlushMode Flush { get; init; } = FlushMode.Group;

    /// <summary>Between two flushes in <see cref="FlushMode.Interval"/>.</summary>
    public TimeSpan FlushInterval { get; init; } = TimeSpan.FromMilliseconds(100);
}
