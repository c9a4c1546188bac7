using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using SchemaRegistry.Kafka.Wire;
using SchemaRegistry.TopicLog;

namespace SchemaRegistry.Kafka.Connections;

/// <summary>
/// Cuts the incoming bytes into frames: int32 length, then so many bytes. A frame that lies in one piece of the pipe
/// is handed out as it lies there; any other is collected into a pooled buffer that grows with what has arrived. One
/// reader per connection; a frame is valid until the next call of <see cref="ReadAsync"/> or <see cref="Release"/>.
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

    /// <summary>
    /// Collects a frame in up to three steps, each when the one before has been filled: uncounted, counted among all
    /// frames, and counted among the large ones.
    /// </summary>
    private async ValueTask<ReadOnlyMemory<byte>?> CollectAsync(int length, CancellationToken cancellationToken)
    {
        var small = Math.Min(length, KafkaLimits.UncountedFrameBytes);
        _rented = BoundedArrayPool.Instance.Rent(small);
        if (!await FillAsync(0, small, cancellationToken))
            return null;

        var middle = Math.Min(length, KafkaLimits.MiddleFrameBytes);
        if (middle > small)
        {
            _counted = await memory.Frames.AcquireAsync(middle, cancellationToken);
            watch.FrameBegan();
            Grow(small, middle);
            if (!await FillAsync(small, middle, cancellationToken))
                return null;
        }

        if (length > middle)
        {
            // The wait for this budget is not the sender's fault.
            watch.FrameEnded();
            _countedLarge = await memory.LargeFrames.AcquireAsync(length, cancellationToken);
            watch.FrameBegan();
            Grow(middle, length);
            ReleaseFirst();
            if (!await FillAsync(middle, length, cancellationToken))
                return null;
        }

        return _rented.AsMemory(0, length);
    }

    /// <summary>Moves what has arrived into a buffer for more.</summary>
    private void Grow(int received, int length)
    {
        if (_rented!.Length >= length)
            return;

        var larger = BoundedArrayPool.Instance.Rent(length);
        _rented.AsSpan(0, received).CopyTo(larger);
        ReturnRented();
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
