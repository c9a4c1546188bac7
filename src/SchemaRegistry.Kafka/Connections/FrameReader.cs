using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using SchemaRegistry.Kafka.Wire;

namespace SchemaRegistry.Kafka.Connections;

/// <summary>
/// Cuts the incoming bytes into frames: int32 length, then so many bytes. A frame that lies in one piece of the pipe
/// is handed out as it lies there; any other is collected once into a pooled buffer that grows with what has arrived.
/// One reader per connection; a frame is valid until the next call of <see cref="ReadAsync"/> or <see
/// cref="Release"/>.
/// </summary>
internal sealed class FrameReader(PipeReader input, IdleWatch watch, ByteBudget budget, int maxFrameBytes)
{
    private const int LengthPrefixBytes = 4;

    private SequencePosition? _held;
    private byte[]? _rented;
    private long _budgeted;

    /// <summary>The next frame without its length; null when the peer has ended the stream.</summary>
    /// <exception cref="WireFormatException">The announced length is none that a frame may have.</exception>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancellationToken)
    {
        Release();
        while (true)
        {
            var result = await input.ReadAsync(cancellationToken);
            watch.Touch();
            var buffer = result.Buffer;
            if (buffer.Length >= LengthPrefixBytes)
                return await TakeAsync(buffer, cancellationToken);

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

        if (_rented is not null)
            ArrayPool<byte>.Shared.Return(_rented);

        if (_budgeted > 0)
            budget.Release(_budgeted);

        _held = null;
        _rented = null;
        _budgeted = 0;
    }

    private async ValueTask<ReadOnlyMemory<byte>?> TakeAsync(
        ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
    {
        var length = ReadLength(buffer);
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
            var frame = buffer.Slice(LengthPrefixBytes, length);
            if (frame.IsSingleSegment)
            {
                _held = frame.End;
                return frame.First;
            }
        }

        input.AdvanceTo(buffer.GetPosition(LengthPrefixBytes));
        return await CollectAsync(length, cancellationToken);
    }

    private async ValueTask<ReadOnlyMemory<byte>?> CollectAsync(int length, CancellationToken cancellationToken)
    {
        if (length > KafkaLimits.UncountedFrameBytes)
            _budgeted = await budget.AcquireAsync(length, cancellationToken);

        _rented = ArrayPool<byte>.Shared.Rent(Math.Min(length, KafkaLimits.InitialFrameRentBytes));
        var received = 0;
        while (received < length)
        {
            var result = await input.ReadAsync(cancellationToken);
            watch.Touch();
            var arrived = result.Buffer.Slice(0, Math.Min(result.Buffer.Length, length - received));
            var count = (int)arrived.Length;
            Reserve(received, received + count, length);
            arrived.CopyTo(_rented.AsSpan(received));
            received += count;
            input.AdvanceTo(arrived.End);
            if (received < length && (result.IsCompleted || result.IsCanceled))
                return null;
        }

        return _rented.AsMemory(0, length);
    }

    private void Reserve(int used, int needed, int length)
    {
        if (_rented!.Length >= needed)
            return;

        var wanted = (int)Math.Min(length, Math.Max(needed, _rented.Length * 2L));
        var larger = ArrayPool<byte>.Shared.Rent(wanted);
        _rented.AsSpan(0, used).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_rented);
        _rented = larger;
    }

    private static int ReadLength(ReadOnlySequence<byte> buffer)
    {
        Span<byte> prefix = stackalloc byte[LengthPrefixBytes];
        buffer.Slice(0, LengthPrefixBytes).CopyTo(prefix);
        return BinaryPrimitives.ReadInt32BigEndian(prefix);
    }
}
