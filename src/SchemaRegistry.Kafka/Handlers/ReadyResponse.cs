using SchemaRegistry.Kafka.Wire;

namespace SchemaRegistry.Kafka.Handlers;

/// <summary>An answer that is encoded already.</summary>
internal sealed class ReadyResponse(FrameBuffer frame) : PendingResponse
{
    public override bool IsReady => true;

    public override long HeldBytes => frame.TotalBytes;

    public override ValueTask<FrameBuffer> CompleteAsync(CancellationToken cancellationToken) => new(frame);
}
