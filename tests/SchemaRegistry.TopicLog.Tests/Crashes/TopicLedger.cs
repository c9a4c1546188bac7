using SchemaRegistry.TopicLog.Topics;

namespace SchemaRegistry.TopicLog.Tests.Crashes;

/// <summary>
/// What happened to a topic, by the number of file operations done before. A moment that has not come is
/// <see cref="Never"/>.
/// </summary>
internal sealed class TopicLedger(Topic topic, IReadOnlyDictionary<string, string> config)
{
    public const int Never = int.MaxValue;

    public Topic Topic => topic;

    public bool IsCompacted { get; } = topic.Config.Compacts;

    public List<(int At, IReadOnlyDictionary<string, string> Config)> ConfigsAcknowledged { get; } = [];

    public List<IReadOnlyDictionary<string, string>> ConfigsAsked { get; } = [config];

    public int CreatedAt { get; set; } = Never;

    public int DeletionAskedAt { get; set; } = Never;

    public int DeletedAt { get; set; } = Never;

    public List<(int At, long Count)> CountsAsked { get; } = [(0, topic.Partitions.Count)];

    public List<(int At, long Count)> CountsAcknowledged { get; } = [(0, topic.Partitions.Count)];

    public List<List<LedgerBatch>> Batches { get; } = [.. topic.Partitions.Select(_ => new List<LedgerBatch>())];

    /// <summary>High watermarks as seen before each file operation; what is below one is acknowledged.</summary>
    public List<List<(int At, long HighWatermark)>> Seen { get; } =
        [.. topic.Partitions.Select(_ => new List<(int, long)>())];

    public List<List<(int At, long Offset)>> StartsAsked { get; } =
        [.. topic.Partitions.Select(_ => new List<(int, long)>())];

    public List<List<(int At, long Offset)>> StartsAcknowledged { get; } =
        [.. topic.Partitions.Select(_ => new List<(int, long)>())];

    /// <summary>Has room for the partitions that were added.</summary>
    public void Grow()
    {
        while (Batches.Count < topic.Partitions.Count)
        {
            Batches.Add([]);
            Seen.Add([]);
            StartsAsked.Add([]);
            StartsAcknowledged.Add([]);
        }
    }

    public static long Newest(List<(int At, long Value)> seen, int operations) =>
        seen.Where(entry => entry.At <= operations).Select(entry => entry.Value).DefaultIfEmpty().Max();
}
