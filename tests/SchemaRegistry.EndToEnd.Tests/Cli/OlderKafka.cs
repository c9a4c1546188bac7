using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using SchemaRegistry.TestKit.Server;

namespace SchemaRegistry.EndToEnd.Tests.Cli;

/// <summary>
/// The server as if it did not know DescribeConfigs: between it and its clients stands a relay that takes that request
/// out of the first answer of each connection, which is the list of what can be asked.
/// </summary>
internal sealed class OlderKafka : IAsyncDisposable
{
    private const short DescribeConfigs = 32;

    /// <summary>A key that no client asks for, in place of the one that is taken out.</summary>
    private const short NoRequest = 10_032;

    private readonly CancellationTokenSource _stop = new();
    private readonly TcpListener _listener;
    private readonly TestServer _server;
    private readonly Task _relaying;

    private OlderKafka(TcpListener listener, TestServer server)
    {
        _listener = listener;
        _server = server;
        _relaying = RelayAsync();
    }

    public string Bootstrap => _listener.LocalEndpoint.ToString()!;

    public static async Task<OlderKafka> StartAsync()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var server = await TestServer.StartAsync(
            options => options with { KafkaAdvertised = listener.LocalEndpoint.ToString() });
        return new OlderKafka(listener, server);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _relaying;
        await _server.DisposeAsync();
        _stop.Dispose();
    }

    private async Task RelayAsync()
    {
        List<Task> connections = [];
        try
        {
            while (true)
                connections.Add(RelayAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task RelayAsync(TcpClient client)
    {
        using var near = client;
        using var far = new TcpClient();
        try
        {
            await far.ConnectAsync(IPEndPoint.Parse(_server.Bootstrap), _stop.Token);
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
            var asked = near.GetStream().CopyToAsync(far.GetStream(), ended.Token);
            var answered = AnswerAsync(far.GetStream(), near.GetStream(), ended.Token);
            await Task.WhenAny(asked, answered);
            await ended.CancelAsync();
            await Task.WhenAll(asked, answered);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException)
        {
            // One of the two has gone, or the test is over.
        }
    }

    private static async Task AnswerAsync(
        NetworkStream server, NetworkStream client, CancellationToken cancellationToken)
    {
        var size = new byte[sizeof(int)];
        await server.ReadExactlyAsync(size, cancellationToken);
        var answer = new byte[BinaryPrimitives.ReadInt32BigEndian(size)];
        await server.ReadExactlyAsync(answer, cancellationToken);
        TakeOut(answer);
        await client.WriteAsync(size, cancellationToken);
        await client.WriteAsync(answer, cancellationToken);
        await server.CopyToAsync(client, cancellationToken);
    }

    /// <summary>
    /// ApiVersions v3: correlation id (4 bytes), error (2), count + 1 (1, below 128), then for each request its key, its
    /// lowest and highest version (2 each) and no tags (1).
    /// </summary>
    private static void TakeOut(Span<byte> answer)
    {
        const int EntrySize = 7;
        const int EntriesAt = 7;
        var count = answer[EntriesAt - 1] - 1;
        for (var entry = 0; entry < count; entry++)
        {
            var key = answer.Slice(EntriesAt + (entry * EntrySize), sizeof(short));
            if (BinaryPrimitives.ReadInt16BigEndian(key) == DescribeConfigs)
                BinaryPrimitives.WriteInt16BigEndian(key, NoRequest);
        }
    }
}
