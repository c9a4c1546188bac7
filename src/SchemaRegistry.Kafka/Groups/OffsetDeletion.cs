namespace SchemaRegistry.Kafka.Groups;

/// <summary>What became of deleting offsets: refused as a whole, or only for the topics that are being read.</summary>
internal sealed record OffsetDeletion(ErrorCode Error, IReadOnlySet<string> SubscribedTopics)
{
    private static readonly IReadOnlySet<string> NoTopics = new HashSet<string>();

    public static OffsetDeletion Of(ErrorCode error, IReadOnlySet<string>? subscribedTopics = null) =>
        new(error, subscribedTopics ?? NoTopics);
}
