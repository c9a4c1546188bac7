namespace SchemaRegistry.Kafka.Groups;

/// <summary>
/// What became of a commit, and which topics it named that were deleted before its turn came: nothing was committed for
/// those.
/// </summary>
internal sealed record CommitAnswer(ErrorCode Error, IReadOnlySet<string> GoneTopics)
{
    private static readonly IReadOnlySet<string> NoTopics = new HashSet<string>();

    public static CommitAnswer Of(ErrorCode error) => new(error, NoTopics);

    public ErrorCode ErrorFor(string topic) => GoneTopics.Contains(topic) ? ErrorCode.UnknownTopicOrPartition : Error;
}
