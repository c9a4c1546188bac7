using System.Buffers;
using Microsoft.AspNetCore.Connections;

namespace SchemaRegistry.Server.Hosting;

/// <summary>
/// The memory that Kestrel receives into and sends from, in blocks of <see cref="ServerLimits.TransportBlockBytes"/>
/// instead of its own 4 KiB. A produce request of a mebibyte takes 32 system calls that way instead of 256. Connections
/// that wait for data hold no block. The pool keeps the blocks that were used last; safe for any thread.
/// </summary>
internal sealed class TransportBlocks : MemoryPool<byte>, IMemoryPoolFactory<byte>
{
    private readonly Lock _pool = new();
    private readonly Stack<Block> _idle = new();

    public override int MaxBufferSize => ServerLimits.TransportBlockBytes;

    /// <summary>One pool for all listeners, which return what they rented before they go.</summary>
    public MemoryPool<byte> Create(MemoryPoolOptions? options = null) => this;

    public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minBufferSize, MaxBufferSize);
        lock (_pool)
        {
            if (_idle.TryPop(out var block))
                return block;
        }

        return new Block(this);
    }

    protected override void Dispose(bool disposing)
    {
        lock (_pool)
            _idle.Clear();
    }

    private void Return(Block block)
    {
        lock (_pool)
        {
            if (_idle.Count < ServerLimits.PooledTransportBlocks)
                _idle.Push(block);
        }
    }

    private sealed class Block(TransportBlocks pool) : IMemoryOwner<byte>
    {
        // Pinned for good: sockets would pin it for each call otherwise.
        private readonly byte[] _bytes =
            GC.AllocateUninitializedArray<byte>(ServerLimits.TransportBlockBytes, pinned: true);

        public Memory<byte> Memory => _bytes;

        public void Dispose() => pool.Return(this);
    }
}
