using SchemaRegistry.Kafka.Messages;
using SchemaRegistry.Kafka.Wire;

namespace SchemaRegistry.Kafka.Handlers;

/// <summary>
/// Reads batches. The work is done when the answer's turn has come, so that a connection holds the records of one
/// answer at most, however many fetches it pipelines; the time to wait counts from the arrival. There are no fetch
/// sessions: every answer says session 0, and clients go on with full fetches (KIP-227).
/// </summary>
internal sealed class FetchHandler(BrokerScope scope) : ApiHandler<FetchRequest, FetchResponse>
{
    private const int NoSession = 0;

    private readonly ByteBudget _budget = new(KafkaLimits.FetchBudgetBytes);

    public BrokerScope Scope => scope;

    /// <summary>Record bytes in answers of all connections.</summary>
    public ByteBudget Budget => _budget;

    public FrameBuffer EncodeAnswer(RequestContext request, FetchResponse response) => Encode(request, response);

    protected override ValueTask<PendingResponse?> ExecuteAsync(
        FetchRequest message, RequestContext request, CancellationToken cancellationToken) =>
        new(message.SessionId == NoSession ? new ParkedFetch(this, message, request) : Ready(request, NoSuchSession()));

    /// <summary>Only a client that spoke to another broker before can name a session; it begins anew then.</summary>
    private static FetchResponse NoSuchSession() => new() { ErrorCode = (short)ErrorCode.FetchSessionIdNotFound };
}
