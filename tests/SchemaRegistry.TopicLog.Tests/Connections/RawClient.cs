using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using SchemaRegistry.Kafka.Wire;
using SchemaRegistry.Kafka.Wire.Messages;
using SchemaRegistry.TopicLog.Tests.Messages;

namespace SchemaRegistry.TopicLog.Tests.Connections;

/// <summary>A socket that sends frames and reads answers only when it is told to.</summary>
internal sealed class RawClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
    {
        NoDelay = true,
    };

    public static async Task<RawClient> ConnectAsync(string bootstrap, int? receiveBufferBytes = null)
    {
        var client = new RawClient();
        if (receiveBufferBytes is { } bytes)
            client._socket.ReceiveBufferSize = bytes;
        await client._socket.ConnectAsync(IPEndPoint.Parse(bootstrap));
        return client;
    }

    /// <summary>A request with its header and length in front.</summary>
    public static byte[] Frame<TRequest>(TRequest request, short version)
        where TRequest : class, IWireMessage<TRequest>
    {
        var header = new RequestHeader { RequestApiKey = TRequest.ApiKey, RequestApiVersion = version };
        using var frame = new FrameBuffer();
        var writer = new WireWriter(frame);
        header.Write(ref writer, version >= TRequest.FirstFlexibleVersion ? (short)2 : (short)1);
        request.Write(ref writer, version);
        return WireBytes.Of(frame.Seal());
    }

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!bytes.IsEmpty)
            bytes = bytes[await _socket.SendAsync(bytes, patience.Token)..];
    }

    /// <summary>Waits until the first byte of an answer is there, and leaves it there.</summary>
    public async Task AwaitAnswerAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        Assert.NotEqual(0, await _socket.ReceiveAsync(new byte[1], SocketFlags.Peek, patience.Token));
    }

    /// <summary>The next answer behind its length.</summary>
    public async Task<byte[]> ReceiveAsync()
    {
        var prefix = await ReceiveAsync(4);
        return await ReceiveAsync(BinaryPrimitives.ReadInt32BigEndian(prefix));
    }

    public void Dispose() => _socket.Dispose();

    private async Task<byte[]> ReceiveAsync(int count)
    {
        using var patience = new CancellationTokenSource(Patience);
        var bytes = new byte[count];
        for (var received = 0; received < count;)
        {
            var more = await _socket.ReceiveAsync(bytes.AsMemory(received), patience.Token);
            Assert.NotEqual(0, more);
            received += more;
        }

        return bytes;
    }
}
