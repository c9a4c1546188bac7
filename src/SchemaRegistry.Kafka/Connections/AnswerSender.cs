using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using SchemaRegistry.Kafka.Handlers;
using SchemaRegistry.Kafka.Wire;

namespace SchemaRegistry.Kafka.Connections;

/// <summary>
/// Hands the answers of one connection to its transport. A large one goes in pieces, each when the one before has
/// left, so that its bytes are counted for as long as a slow reader keeps them here.
/// </summary>
internal sealed class AnswerSender(
    PipeWriter output, AnswerQueue answers, IdleWatch watch, ConnectionMetrics metrics)
{
    private int _unflushedBytes;

    /// <summary>Sends what is queued; small answers that are ready share a flush.</summary>
    /// <returns>False when the peer does not read any more.</returns>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<bool> SendWaitingAsync(CancellationToken cancellationToken)
    {
        while (answers.TryDequeue(out var answer))
        {
            try
            {
                if (!await SendAsync(answer!, cancellationToken))
                    return false;
            }
            finally
            {
                answer!.Recycle();
                answers.Settle();
            }

            if (!answers.NextIsReady && !await FlushAsync(cancellationToken))
                return false;
        }

        return true;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> SendAsync(PendingResponse answer, CancellationToken cancellationToken)
    {
        using var frame = await answer.CompleteAsync(cancellationToken);
        for (var index = 0; index < frame.PartCount; index++)
        {
            for (var rest = frame.Part(index); !rest.IsEmpty;)
            {
                var count = Math.Min(rest.Length, KafkaLimits.SendChunkBytes - _unflushedBytes);
                output.Write(rest.Span[..count]);
                rest = rest[count..];
                _unflushedBytes += count;
                if (_unflushedBytes >= KafkaLimits.SendChunkBytes && !await FlushAsync(cancellationToken))
                    return false;
            }
        }

        metrics.Sent(frame.TotalBytes);
        return true;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> FlushAsync(CancellationToken cancellationToken)
    {
        _unflushedBytes = 0;
        var flushed = await output.FlushAsync(cancellationToken);
        watch.Touch();
        return !flushed.IsCompleted && !flushed.IsCanceled;
    }
}
