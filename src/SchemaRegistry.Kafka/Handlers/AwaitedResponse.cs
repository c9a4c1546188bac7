using SchemaRegistry.Kafka.Wire;

namespace SchemaRegistry.Kafka.Handlers;

/// <summary>An answer that is being made, such as one that waits for an fsync.</summary>
internal sealed class AwaitedResponse(Task<FrameBuffer> making) : PendingResponse
{
    public override bool IsReady => making.IsCompleted;

    public override ValueTask<FrameBuffer> CompleteAsync(CancellationToken cancellationToken) =>
        new(making.WaitAsync(cancellationToken));
}
