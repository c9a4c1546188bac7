using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace SchemaRegistry.Benchmarks.Broker;

/// <summary>What loopback TCP carries from memory to memory with both ends on this machine's cores.</summary>
internal static class LoopbackTransfer
{
    private const int BlockBytes = 64 * 1024;

    public static async Task<double> BytesPerSecondAsync(long totalBytes, CancellationToken cancellationToken)
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        using var sender = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await sender.ConnectAsync(listener.LocalEndPoint!, cancellationToken);
        using var receiver = await listener.AcceptAsync(cancellationToken);
        var started = Stopwatch.GetTimestamp();
        var sending = Task.Run(() => SendAsync(sender, totalBytes, cancellationToken), cancellationToken);
        var buffer = new byte[BlockBytes];
        for (var received = 0L; received < totalBytes;)
            received += await receiver.ReceiveAsync(buffer, cancellationToken);
        await sending;
        return totalBytes / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task SendAsync(Socket socket, long totalBytes, CancellationToken cancellationToken)
    {
        var block = new byte[BlockBytes];
        for (var sent = 0L; sent < totalBytes;)
        {
            var count = (int)Math.Min(BlockBytes, totalBytes - sent);
            sent += await socket.SendAsync(block.AsMemory(0, count), cancellationToken);
        }
    }
}
