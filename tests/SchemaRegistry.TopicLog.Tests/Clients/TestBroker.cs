using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using SchemaRegistry.Kafka;

namespace SchemaRegistry.TopicLog.Tests.Clients;

/// <summary>
/// A broker on a free port of 127.0.0.1 with a log in a temporary folder; plain sockets instead of a web server.
/// </summary>
internal sealed class TestBroker : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly List<Task> _connections = [];
    private readonly TestLog _log;
    private readonly int? _sendBufferBytes;
    private Task _accepting = Task.CompletedTask;

    private TestBroker(TestLog log, KafkaBrokerOptions options, int? sendBufferBytes)
    {
        _log = log;
        _sendBufferBytes = sendBufferBytes;
        Broker = new KafkaBroker(log.Topics, options, validator: null, TimeProvider.System, NullLoggerFactory.Instance);
    }

    public KafkaBroker Broker { get; }

    public TestLog Log => _log;

    /// <summary>What clients have sent so far.</summary>
    public RequestWatch Requests { get; } = new();

    public string Bootstrap => $"127.0.0.1:{((IPEndPoint)_listener.LocalEndPoint!).Port}";

    /// <param name="options">The defaults when null.</param>
    /// <param name="sendBufferBytes">What the system buffers for each connection; its own choice when null.</param>
    /// <param name="logTime">The clock of the log; the system's when null.</param>
    public static async Task<TestBroker> StartAsync(
        KafkaBrokerOptions? options = null, int? sendBufferBytes = null, TimeProvider? logTime = null)
    {
        var log = await TestLog.OpenAsync(logTime ?? TimeProvider.System);
        var broker = new TestBroker(log, options ?? new KafkaBrokerOptions(), sendBufferBytes);
        broker._listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        broker._listener.Listen(backlog: 512);
        broker._accepting = broker.AcceptAsync();
        return broker;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        Task[] connections;
        lock (_connections)
            connections = [.. _connections];

        await Task.WhenAll(connections);
        await Broker.DisposeAsync();
        await _log.DisposeAsync();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptAsync(_stop.Token);
                lock (_connections)
                    _connections.Add(ServeAsync(socket));
            }
        }
        catch (Exception exception) when (
            exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        await Task.Yield();
        socket.NoDelay = true;
        if (_sendBufferBytes is { } bytes)
            socket.SendBufferSize = bytes;
        await using var stream = new NetworkStream(socket, ownsSocket: true);
        await using var watched = new WatchedStream(stream, new RequestScanner(Requests));
        var pipe = new SocketPipe(
            PipeReader.Create(watched, new StreamPipeReaderOptions(bufferSize: 65536, useZeroByteReads: true)),
            PipeWriter.Create(stream));
        var facts = new ConnectionFacts(
            socket.RemoteEndPoint!.ToString()!, (IPEndPoint)socket.LocalEndPoint!, (IPEndPoint)socket.RemoteEndPoint);
        await Broker.ServeAsync(pipe, facts, _stop.Token);
    }

    private sealed record SocketPipe(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
