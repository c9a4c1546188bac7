using System.Buffers;
using System.Numerics;

namespace SchemaRegistry.TopicLog;

/// <summary>
/// Lends arrays for records. The shared pool keeps one array of every size for each thread that returned one, which for
/// arrays of megabytes is a multiple of what was ever in use at once; this one keeps what
/// <see cref="LogLimits.PooledLargeBytes"/> allows, over all threads. Arrays up to <see cref="SharedBytes"/> come from
/// the shared pool all the same, and those above <see cref="LargestKeptBytes"/> are made as long as was asked for and
/// left to the garbage collector. Safe for any thread.
/// </summary>
public sealed class BoundedArrayPool : ArrayPool<byte>
{
    private const int SharedBytes = 1024 * 1024;
    private const int LargestKeptBytes = 16 * 1024 * 1024;

    // Powers of two: 2, 4, 8 and 16 MiB.
    private readonly Stack<byte[]>[] _kept = [new(), new(), new(), new()];
    private readonly Lock _pool = new();
    private long _keptBytes;

    private BoundedArrayPool()
    {
    }

    public static BoundedArrayPool Instance { get; } = new();

    public override byte[] Rent(int minimumLength)
    {
        if (minimumLength <= SharedBytes)
            return Shared.Rent(minimumLength);
        if (minimumLength > LargestKeptBytes)
            return GC.AllocateUninitializedArray<byte>(minimumLength);
        lock (_pool)
        {
            if (_kept[LevelOf(minimumLength)].TryPop(out var array))
            {
                _keptBytes -= array.Length;
                return array;
            }
        }

        return GC.AllocateUninitializedArray<byte>((int)BitOperations.RoundUpToPowerOf2((uint)minimumLength));
    }

    public override void Return(byte[] array, bool clearArray = false)
    {
        if (array.Length <= SharedBytes)
        {
            Shared.Return(array, clearArray);
            return;
        }

        if (array.Length > LargestKeptBytes || !BitOperations.IsPow2(array.Length))
            return;
        if (clearArray)
            array.AsSpan().Clear();
        lock (_pool)
        {
            if (_keptBytes + array.Length > LogLimits.PooledLargeBytes)
                return;
            _keptBytes += array.Length;
            _kept[LevelOf(array.Length)].Push(array);
        }
    }

    private static int LevelOf(int length) => BitOperations.Log2((uint)(length - 1)) - BitOperations.Log2(SharedBytes);
}
