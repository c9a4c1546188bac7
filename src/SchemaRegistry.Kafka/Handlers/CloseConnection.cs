using SchemaRegistry.Kafka.Wire;

namespace SchemaRegistry.Kafka.Handlers;

/// <summary>
/// No answer: the connection is closed for this reason, as the protocol wants for a failed request with acks=0.
/// </summary>
internal sealed class CloseConnection(string reason) : PendingResponse
{
    public string Reason => reason;

    public override bool IsReady => true;

    public override ValueTask<FrameBuffer> CompleteAsync(CancellationToken cancellationToken) =>
        throw new InvalidOperationException("A connection that closes sends no answer.");
}
