using System.Threading.Channels;
using SchemaRegistry.Kafka.Handlers;
using SchemaRegistry.Kafka.Wire;

namespace SchemaRegistry.Kafka.Connections;

/// <summary>
/// The answers of one connection in the order of their requests, bounded by number and by bytes: the reader waits
/// when it is full, which is how a peer that does not read its answers is kept from asking for more. One writer, one
/// reader.
/// </summary>
internal sealed class AnswerQueue
{
    private readonly ByteBudget _bytes = new(KafkaLimits.PendingResponseBytes);
    private readonly Channel<PendingResponse> _answers = Channel.CreateBounded<PendingResponse>(
        new BoundedChannelOptions(KafkaLimits.MaxPendingResponses) { SingleReader = true, SingleWriter = true });

    public async ValueTask EnqueueAsync(PendingResponse answer, CancellationToken cancellationToken)
    {
        if (answer.HeldBytes > 0)
            await _bytes.AcquireAsync(answer.HeldBytes, cancellationToken);

        await _answers.Writer.WriteAsync(answer, cancellationToken);
    }

    /// <summary>Says that no answer follows.</summary>
    public void Complete() => _answers.Writer.TryComplete();

    public ValueTask<bool> WaitAsync(CancellationToken cancellationToken) =>
        _answers.Reader.WaitToReadAsync(cancellationToken);

    public bool TryDequeue(out PendingResponse? answer)
    {
        if (!_answers.Reader.TryRead(out answer))
            return false;

        // What one answer may take is capped in the budget, so the same cap applies to what it gives back.
        if (answer.HeldBytes > 0)
            _bytes.Release(Math.Min(answer.HeldBytes, KafkaLimits.PendingResponseBytes));

        return true;
    }

    /// <summary>True when the next answer is there and would go out without waiting.</summary>
    public bool NextIsReady => _answers.Reader.TryPeek(out var next) && next.IsReady;
}
