using SchemaRegistry.Kafka.Messages;
using SchemaRegistry.Kafka.Wire;

namespace SchemaRegistry.Kafka.Handlers;

/// <summary>
/// A fetch in its place among the answers. It answers at once when a partition has an error or there are enough
/// bytes, else when enough have arrived, its time is over or the connection ends, with what there is then.
/// </summary>
internal sealed class ParkedFetch(FetchHandler handler, FetchRequest message, RequestContext request) : PendingResponse
{
    public override bool IsReady => false;

    public override async ValueTask<FrameBuffer> CompleteAsync(CancellationToken cancellationToken)
    {
        var batches = FetchedBatches.Read(handler, message);
        var left = TimeLeft();
        if (!batches.IsEnough && left > TimeSpan.Zero)
            batches = await WaitAsync(batches, left, cancellationToken);

        return Answer(batches);
    }

    private async ValueTask<FetchedBatches> WaitAsync(
        FetchedBatches batches, TimeSpan left, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(left, handler.Scope.Time);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(
            deadline.Token, request.Ending, cancellationToken);
        var progress = batches.Progress;
        batches.Dispose();
        using var signal = new FetchSignal(progress.Partitions);
        while (true)
        {
            signal.Reset();
            progress.Update(message.MinBytes);
            if (progress.Bytes >= message.MinBytes || progress.HasError || over.IsCancellationRequested)
                return FetchedBatches.Read(handler, message);

            await signal.WaitAsync(over.Token);
        }
    }

    private TimeSpan TimeLeft()
    {
        // Half the idle time at most, so that a connection that waits for records is not taken for a dead one.
        var cap = handler.Scope.Options.IdleTimeout / 2;
        var wait = TimeSpan.FromMilliseconds(Math.Max(0, message.MaxWaitMs));
        return (wait < cap ? wait : cap) - handler.Scope.Time.GetElapsedTime(request.ArrivedAt);
    }

    private FrameBuffer Answer(FetchedBatches batches)
    {
        var frame = handler.EncodeAnswer(request, batches.Response);
        frame.Own(batches);
        return frame;
    }
}
