using SchemaRegistry.Kafka.Messages;
using SchemaRegistry.Kafka.Wire;

namespace SchemaRegistry.Kafka.Handlers;

/// <summary>
/// A fetch in its place among the answers. It answers at once when a partition has an error or there are enough bytes, else when
/// enough have arrived, its time is over or the connection ends, with what there is.
/// </summary>
internal sealed class ParkedFetch(FetchHandler handler, FetchRequest message, RequestContext request) : PendingResponse
{
    public override bool IsReady => false;

    public override async ValueTask<FrameBuffer> CompleteAsync(CancellationToken cancellationToken)
    {
        var time = handler.Scope.Time;
        var maxWait = TimeSpan.FromMilliseconds(Math.Max(0, message.MaxWaitMs));
        var cap = handler.Scope.Options.IdleTimeout / 2;
        var left = (maxWait < cap ? maxWait : cap) - time.GetElapsedTime(request.ArrivedAt);

        var batches = FetchedBatches.Read(handler, message);
        if (batches.IsEnough || left <= TimeSpan.Zero)
            return Answer(batches);

        using var deadline = new CancellationTokenSource(left, time);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, request.Ending, cancellationToken);
        while (!batches.IsEnough && !over.IsCancellationRequested)
        {
            batches.Dispose();
            await batches.WaitForMoreAsync(over.Token);
            cancellationToken.ThrowIfCancellationRequested();
            batches = FetchedBatches.Read(handler, message);
        }

        return Answer(batches);
    }

    private FrameBuffer Answer(FetchedBatches batches)
    {
        try
        {
            var frame = handler.EncodeAnswer(request, batches.Response);
            frame.Own(batches);
            return frame;
        }
        catch
        {
            batches.Dispose();
            throw;
        }
    }
}
