using SchemaRegistry.Kafka.Wire;

namespace SchemaRegistry.Kafka.Handlers;

/// <summary>
/// The place of one answer in the order of a connection. The request has been executed when this exists; what is left
/// is to wait for it to become durable, or for records to arrive.
/// </summary>
internal abstract class PendingResponse
{
    /// <summary>True when <see cref="CompleteAsync"/> will not wait.</summary>
    public abstract bool IsReady { get; }

    /// <summary>Bytes that this answer holds in memory while it waits for its turn.</summary>
    public virtual long HeldBytes => 0;

    /// <summary>The sealed frame; the caller disposes it. Called once, when all earlier answers are out.</summary>
    public abstract ValueTask<FrameBuffer> CompleteAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Gives back what the frame was made from, after the frame was disposed or could not be made. Nobody uses the
    /// answer afterwards.
    /// </summary>
    public virtual void Recycle()
    {
    }
}
