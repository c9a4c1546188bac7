using SchemaRegistry.Kafka.Wire;
using SchemaRegistry.Kafka.Wire.Messages;

namespace SchemaRegistry.Kafka.Handlers;

/// <summary>
/// Appends record batches. The appends happen in the call, so those of one connection keep their order; acks=all then
/// waits for the fsync beside the requests that follow. Batches are slices of the frame and are not copied on their
/// way into the log.
/// </summary>
internal sealed class ProduceHandler(BrokerScope scope) : ApiHandler<ProduceRequest, ProduceResponse>
{
    private const short AcksAll = -1;
    private const short AcksNone = 0;
    private const short AcksLeader = 1;

    /// <summary>
    /// 0, although versions below 3 are not served: with a higher one librdkafka before 2.12 silently sends
    /// uncompressed batches, so Kafka 4 does the same (KAFKA-18659).
    /// </summary>
    public override short AdvertisedMinVersion => 0;

    protected override ValueTask<PendingResponse?> ExecuteAsync(
        ProduceRequest message, RequestContext request, CancellationToken cancellationToken)
    {
        var appends = new ProduceAppends(scope);
        var response = new ProduceResponse { Responses = new TopicProduceResponse[message.TopicData.Length] };
        var isKnown = message.Acks is AcksAll or AcksNone or AcksLeader;
        var refusal = isKnown ? ErrorCode.None : ErrorCode.InvalidRequiredAcks;
        for (var index = 0; index < message.TopicData.Length; index++)
            response.Responses[index] = appends.Append(message.TopicData[index], refusal);

        return new(message.Acks switch
        {
            AcksAll when appends.HasAppended => new AwaitedResponse(
                AnswerWhenDurableAsync(message.TimeoutMs, request, response, appends),
                appends.PartitionCount * KafkaLimits.ProducedPartitionBytes),
            AcksNone => appends.FirstError is { } error
                ? new CloseConnection($"A batch with acks=0 was refused with {error}; no answer could say so.")
                : null,
            _ => Ready(request, response),
        });
    }

    private async Task<FrameBuffer> AnswerWhenDurableAsync(
        int timeoutMs, RequestContext request, ProduceResponse response, ProduceAppends appends)
    {
        // Clients that send 0 mean "do not wait for other replicas"; there are none here, and an fsync takes its time.
        var timeout = TimeSpan.FromMilliseconds(Math.Max(timeoutMs, KafkaLimits.MinProduceTimeoutMs));
        await appends.WaitDurableAsync(timeout);
        return Encode(request, response);
    }
}
