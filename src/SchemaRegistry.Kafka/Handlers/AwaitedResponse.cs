using SchemaRegistry.Kafka.Wire;

namespace SchemaRegistry.Kafka.Handlers;

/// <summary>An answer that is being made, such as one that waits for an fsync.</summary>
/// <param name="making">What makes it.</param>
/// <param name="heldBytes">About what it is made from, and what it will be.</param>
internal sealed class AwaitedResponse(Task<FrameBuffer> making, long heldBytes = 0) : PendingResponse
{
    public override long HeldBytes => heldBytes;

    public override bool IsReady => making.IsCompleted;

    public override ValueTask<FrameBuffer> CompleteAsync(CancellationToken cancellationToken) =>
        new(making.WaitAsync(cancellationToken));
}
