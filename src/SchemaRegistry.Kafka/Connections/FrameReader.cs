using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using SchemaRegistry.Kafka.Wire;
using SchemaRegistry.TopicLog;

namespace SchemaRegistry.Kafka.Connections;

/// <summary>
/// Cuts the incoming bytes into frames: int32 length, then so many bytes. A frame that lies in one piece of the pipe
/// is handed out as it lies there; any other is collected once into a pooled buffer, of which no more than a mebibyte
/// is taken before so much has arrived. One reader per connection; a frame is valid until the next call of
/// <see cref="ReadAsync"/> or <see cref="Release"/>.
/// </summary>
internal sealed class FrameReader(PipeReader input, IdleWatch watch, BrokerMemory memory, int maxFrameBytes)
{
    private const int LengthPrefixBytes = 4;

    private SequencePosition? _held;
    private byte[]? _rented;
    private long _counted;
    private long _countedLarge;

    /// <summary>The next frame without its length; null when the peer has ended the stream.</summary>
    /// <exception cref="WireFormatException">The announced length is none that a frame may have.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancellationToken)
    {
        Release();
        while (true)
        {
            var result = await input.ReadAsync(cancellationToken);
            watch.Touch();
            var buffer = result.Buffer;
            if (buffer.Length >= LengthPrefixBytes)
                return TryTake(buffer, out var frame, out var length)
                    ? frame
                    : await CollectAsync(length, cancellationToken);

            input.AdvanceTo(buffer.Start, buffer.End);
            if (result.IsCompleted || result.IsCanceled)
                return null;
        }
    }

    /// <summary>Gives the bytes of the current frame back to the pipe or the pool.</summary>
    public void Release()
    {
        if (_held is { } end)
            input.AdvanceTo(end);

        _held = null;
        ReturnRented();
        ReleaseFirst();
        if (_countedLarge > 0)
            memory.LargeFrames.Release(_countedLarge);

        _countedLarge = 0;
        watch.FrameEnded();
    }

    /// <summary>Takes a frame that is there in one piece; else only its length.</summary>
    private bool TryTake(ReadOnlySequence<byte> buffer, out ReadOnlyMemory<byte> frame, out int length)
    {
        frame = default;
        length = ReadLength(buffer);
        if (length < KafkaLimits.MinFrameBytes || length > maxFrameBytes)
        {
            input.AdvanceTo(buffer.Start);
            throw new WireFormatException(
                $"A frame of {length} bytes was announced; " +
                $"it must have {KafkaLimits.MinFrameBytes} to {maxFrameBytes}. " +
                "Send smaller batches, or raise socket.request.max.bytes of the broker.");
        }

        if (buffer.Length >= LengthPrefixBytes + length)
        {
            var bytes = buffer.Slice(LengthPrefixBytes, length);
            if (bytes.IsSingleSegment)
            {
                _held = bytes.End;
                frame = bytes.First;
                return true;
            }
        }

        input.AdvanceTo(buffer.GetPosition(LengthPrefixBytes));
        return false;
    }

    private async ValueTask<ReadOnlyMemory<byte>?> CollectAsync(int length, CancellationToken cancellationToken)
    {
        var first = Math.Min(length, KafkaLimits.InitialFrameRentBytes);
        if (length > KafkaLimits.UncountedFrameBytes)
            await CountFirstAsync(first, cancellationToken);

        _rented = BoundedArrayPool.Instance.Rent(first);
        if (!await FillAsync(0, first, cancellationToken))
            return null;

        if (length > first)
        {
            await GrowAsync(first, length, cancellationToken);
            if (!await FillAsync(first, length, cancellationToken))
                return null;
        }

        return _rented.AsMemory(0, length);
    }

    private async ValueTask CountFirstAsync(int bytes, CancellationToken cancellationToken)
    {
        _counted = await memory.Frames.AcquireAsync(bytes, cancellationToken);
        watch.FrameBegan();
    }

    /// <summary>Moves what has arrived into a buffer for all of it; the wait for that is not the sender's fault.</summary>
    private async ValueTask GrowAsync(int received, int length, CancellationToken cancellationToken)
    {
        watch.FrameEnded();
        _countedLarge = await memory.LargeFrames.AcquireAsync(length, cancellationToken);
        watch.FrameBegan();
        var larger = BoundedArrayPool.Instance.Rent(length);
        _rented.AsSpan(0, received).CopyTo(larger);
        ReturnRented();
        ReleaseFirst();
        _rented = larger;
    }

    /// <returns>False when the stream ended before.</returns>
    private async ValueTask<bool> FillAsync(int from, int to, CancellationToken cancellationToken)
    {
        while (from < to)
        {
            var result = await input.ReadAsync(cancellationToken);
            watch.Touch();
            var arrived = result.Buffer.Slice(0, Math.Min(result.Buffer.Length, to - from));
            arrived.CopyTo(_rented.AsSpan(from));
            from += (int)arrived.Length;
            input.AdvanceTo(arrived.End);
            if (from < to && (result.IsCompleted || result.IsCanceled))
                return false;
        }

        return true;
    }

    private void ReturnRented()
    {
        if (_rented is not null)
            BoundedArrayPool.Instance.Return(_rented);

        _rented = null;
    }

    private void ReleaseFirst()
    {
        if (_counted > 0)
            memory.Frames.Release(_counted);

        _counted = 0;
    }

    private static int ReadLength(ReadOnlySequence<byte> buffer)
    {
        Span<byte> prefix = stackalloc byte[LengthPrefixBytes];
        buffer.Slice(0, LengthPrefixBytes).CopyTo(prefix);
        return BinaryPrimitives.ReadInt32BigEndian(prefix);
    }
}
