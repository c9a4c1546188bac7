using SchemaRegistry.Kafka.Groups;
using SchemaRegistry.Kafka.Wire.Messages;

namespace SchemaRegistry.Kafka.Handlers;

/// <summary>
/// What an OffsetCommit will commit, and the answers that its outcome is still to be written into. Of a partition that
/// is named several times the last offset counts, as in Kafka, and each gets its answer.
/// </summary>
internal sealed class CommitDraft
{
    private readonly Dictionary<TopicPartition, CommittedOffset> _offsets = [];
    private readonly List<(string Topic, OffsetCommitResponsePartition Answer)> _answers = [];

    public IReadOnlyCollection<KeyValuePair<TopicPartition, CommittedOffset>> Offsets => _offsets;

    /// <summary>About what these, their records and their answers take until they are on disk.</summary>
    public long HeldBytes { get; private set; }

    public void Add(string topic, OffsetCommitResponsePartition answer, CommittedOffset offset)
    {
        _offsets[new TopicPartition(topic, answer.PartitionIndex)] = offset;
        _answers.Add((topic, answer));

        // Once as it came, once in its record.
        HeldBytes += KafkaLimits.CommittedPartitionBytes
            + topic.Length + ((sizeof(char) + 1L) * offset.Metadata.Length);
    }

    public void Answer(CommitAnswer outcome)
    {
        foreach (var (topic, answer) in _answers)
            answer.ErrorCode = (short)outcome.ErrorFor(topic);
    }
}
