using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace SchemaRegistry.Benchmarks.Http;

/// <summary>
/// One HTTP connection over a plain socket, one request at a time, so that the client costs next to nothing beside the
/// server it measures.
/// </summary>
internal sealed class PlainConnection : IDisposable
{
    private const string LengthField = "content-length:";
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[64 * 1024];

    public static async Task<PlainConnection> OpenAsync(Uri server, CancellationToken ct)
    {
        var connection = new PlainConnection();
        await connection._socket.ConnectAsync(server.Host, server.Port, ct);
        return connection;
    }

    /// <summary>Sends a request and reads its whole answer, which must be a success with a length.</summary>
    /// <returns>The bytes of the answer, head included.</returns>
    public async ValueTask<int> AskAsync(ReadOnlyMemory<byte> request, CancellationToken ct)
    {
        await _socket.SendAsync(request, ct);
        var received = 0;
        while (true)
        {
            received += await ReceiveAsync(received, ct);
            var headEnd = _buffer.AsSpan(0, received).IndexOf("\r\n\r\n"u8);
            if (headEnd < 0)
                continue;
            var length = headEnd + 4 + BodyLength(received, headEnd);

            // What is behind the head is not looked at, and may be longer than the buffer.
            while (received < length)
                received += await ReceiveAsync(0, ct);
            return length;
        }
    }

    /// <summary>Sends a request whose answer has a length that is known.</summary>
    public async ValueTask AskAsync(ReadOnlyMemory<byte> request, int length, CancellationToken ct)
    {
        await _socket.SendAsync(request, ct);
        for (var received = 0; received < length;)
            received += await ReceiveAsync(0, ct);
    }

    public void Dispose() => _socket.Dispose();

    private async ValueTask<int> ReceiveAsync(int at, CancellationToken ct)
    {
        var count = await _socket.ReceiveAsync(_buffer.AsMemory(at), ct);
        return count > 0 ? count : throw new IOException("The server closed a connection under load.");
    }

    private int BodyLength(int received, int headEnd)
    {
        if (!_buffer.AsSpan().StartsWith("HTTP/1.1 200"u8))
            throw new InvalidOperationException(Encoding.UTF8.GetString(_buffer, 0, received));
        var head = Encoding.ASCII.GetString(_buffer, 0, headEnd + 2);
        var at = head.IndexOf(LengthField, StringComparison.OrdinalIgnoreCase) + LengthField.Length;
        return int.Parse(head[at..head.IndexOf('\r', at)], CultureInfo.InvariantCulture);
    }
}
