using SchemaRegistry.Kafka.Wire.Messages;
using SchemaRegistry.TopicLog;
using SchemaRegistry.TopicLog.Partitions;
using SchemaRegistry.TopicLog.Topics;

namespace SchemaRegistry.Kafka.Handlers;

/// <summary>
/// The appends of one produce request: it fills the answer as they happen, and waits for their fsync when asked to.
/// </summary>
internal sealed class ProduceAppends(BrokerScope scope)
{
    private readonly List<(PartitionProduceResponse Answer, Partition Partition, long NextOffset)> _appended = [];

    /// <summary>The first refusal of any partition; null when all went well.</summary>
    public ErrorCode? FirstError { get; private set; }

    public bool HasAppended => _appended.Count > 0;

    /// <summary>Partitions of the request, appended to or not.</summary>
    public long PartitionCount { get; private set; }

    /// <param name="batches">The batches of one topic.</param>
    /// <param name="refusal">Set when the request as a whole is refused, so that nothing is appended.</param>
    public TopicProduceResponse Append(TopicProduceData batches, ErrorCode refusal)
    {
        scope.Log.TryGet(batches.Name, out var topic);
        if (refusal == ErrorCode.None && InternalTopics.Contains(batches.Name))
            refusal = ErrorCode.InvalidTopic;
        var validator = scope.Validator is { } present && present.Wants(batches.Name) ? present : null;
        var answers = new PartitionProduceResponse[batches.PartitionData.Length];
        PartitionCount += answers.Length;
        for (var index = 0; index < answers.Length; index++)
        {
            var batch = batches.PartitionData[index];
            var answer = new PartitionProduceResponse { Index = batch.Index, BaseOffset = -1 };
            answers[index] = answer;
            if (refusal != ErrorCode.None)
                Refuse(answer, refusal, null);
            else if (topic is null || batch.Index < 0 || batch.Index >= topic.Partitions.Count)
                Refuse(answer, ErrorCode.UnknownTopicOrPartition, null);
            else if (batch.Records is not { IsEmpty: false } records)
                Refuse(answer, ErrorCode.InvalidRecord, "The request holds no record batch for this partition.");
            else if (validator is null || IsAccepted(validator, batches.Name, records, answer))
                Append(topic, records, answer);
        }

        return new TopicProduceResponse { Name = batches.Name, PartitionResponses = answers };
    }

    /// <summary>
    /// Waits for the fsyncs; what is not durable by then is reported as timed out, and may yet become so.
    /// </summary>
    public async Task WaitDurableAsync(TimeSpan timeout)
    {
        using var patience = new CancellationTokenSource(timeout, scope.Time);
        foreach (var (answer, partition, nextOffset) in _appended)
        {
            try
            {
                var error = await partition.WaitDurableAsync(nextOffset, patience.Token);
                if (error != LogError.None)
                    Refuse(answer, LogErrors.CodeOf(error), LogErrors.TextOf(error));
            }
            catch (OperationCanceledException)
            {
                var text = $"The batch was not durable after {timeout.TotalMilliseconds} ms.";
                Refuse(answer, ErrorCode.RequestTimedOut, text);
            }
        }
    }

    private void Append(Topic topic, ReadOnlyMemory<byte> batch, PartitionProduceResponse answer)
    {
        var partition = topic.Partitions[answer.Index];
        var append = partition.Append(batch);
        if (append.RecordsWithoutKey is { } withoutKey)
        {
            var reason = $"The topic '{topic.Name}' is compacted and takes no record without a key.";
            RefuseRecords(answer, [.. withoutKey.Select(index => new RefusedRecord(index, reason))]);
            return;
        }

        if (append.Error != LogError.None)
        {
            Refuse(answer, LogErrors.CodeOf(append.Error), LogErrors.TextOf(append.Error));
            return;
        }

        answer.BaseOffset = append.BaseOffset;
        answer.LogAppendTimeMs = append.LogAppendTimeMs;
        answer.LogStartOffset = partition.LogStart;
        _appended.Add((answer, partition, append.NextOffset));
    }

    private bool IsAccepted(
        IRecordValidator validator, string topic, ReadOnlyMemory<byte> batch, PartitionProduceResponse answer)
    {
        var refused = validator.Validate(topic, answer.Index, batch);
        if (refused.Count == 0)
            return true;
        RefuseRecords(answer, refused);
        return false;
    }

    private void RefuseRecords(PartitionProduceResponse answer, IReadOnlyList<RefusedRecord> refused)
    {
        Refuse(answer, ErrorCode.InvalidRecord, refused[0].Reason);
        answer.RecordErrors = new BatchIndexAndErrorMessage[refused.Count];
        for (var index = 0; index < refused.Count; index++)
        {
            answer.RecordErrors[index] = new BatchIndexAndErrorMessage
            {
                BatchIndex = refused[index].Index,
                BatchIndexErrorMessage = ErrorTexts.Shorten(refused[index].Reason),
            };
        }
    }

    private void Refuse(PartitionProduceResponse answer, ErrorCode error, string? reason)
    {
        FirstError ??= error;
        answer.ErrorCode = (short)error;
        answer.ErrorMessage = reason is null ? null : ErrorTexts.Shorten(reason);
        answer.BaseOffset = -1;
        answer.LogAppendTimeMs = -1;
        answer.LogStartOffset = -1;
    }
}
