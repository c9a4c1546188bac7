using SchemaRegistry.Kafka;
using SchemaRegistry.Kafka.Wire;
using SchemaRegistry.Kafka.Wire.Messages;
using SchemaRegistry.TopicLog.Tests.Connections;
using SchemaRegistry.TopicLog.Tests.Messages;

namespace SchemaRegistry.TopicLog.Tests.Handlers;

/// <summary>One connection to a broker, on which a test sends requests and reads answers of any version.</summary>
internal sealed class WireClient
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly PipePair _pipes = new();
    private int _correlationId;

    public WireClient(KafkaBroker broker, CancellationToken cancellationToken)
    {
        Serving = broker.ServeAsync(_pipes.Broker, new ConnectionFacts("test", null, null), cancellationToken);
    }

    public Task Serving { get; }

    public async Task<int> SendAsync<TRequest>(TRequest request, short version)
        where TRequest : class, IWireMessage<TRequest>
    {
        var header = new RequestHeader
        {
            RequestApiKey = TRequest.ApiKey,
            RequestApiVersion = version,
            CorrelationId = ++_correlationId,
            ClientId = "test",
        };
        using var frame = new FrameBuffer();
        var writer = new WireWriter(frame);
        header.Write(ref writer, version >= TRequest.FirstFlexibleVersion ? (short)2 : (short)1);
        request.Write(ref writer, version);
        await _pipes.SendAsync(WireBytes.Of(frame.Seal()), CancellationToken.None);
        return _correlationId;
    }

    public Task SendRawAsync(byte[] bytes) => _pipes.SendAsync(bytes, CancellationToken.None);

    /// <summary>
    /// Ends the sending side, and waits until the broker has let go of the connection, which must not fail.
    /// </summary>
    public async Task LeaveAsync()
    {
        await _pipes.ToBroker.CompleteAsync();
        await Serving.WaitAsync(Patience);
    }

    /// <summary>The next answer, which has to be the one to <paramref name="correlationId"/>.</summary>
    public async Task<TResponse> ReceiveAsync<TResponse>(int correlationId, short version)
        where TResponse : class, IWireMessage<TResponse>
    {
        var frame = await ReceiveFrameAsync();
        Assert.True(frame is not null, "The broker has closed the connection.");
        return Decode<TResponse>(frame.AsMemory(4), correlationId, version);
    }

    public async Task<TResponse> CallAsync<TRequest, TResponse>(TRequest request, short version)
        where TRequest : class, IWireMessage<TRequest>
        where TResponse : class, IWireMessage<TResponse> =>
        await ReceiveAsync<TResponse>(await SendAsync(request, version), version);

    /// <summary>The next frame with its length; null when the broker has closed.</summary>
    public async Task<byte[]?> ReceiveFrameAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        return await _pipes.ReceiveAsync(patience.Token);
    }

    private static TResponse Decode<TResponse>(ReadOnlyMemory<byte> frame, int correlationId, short version)
        where TResponse : class, IWireMessage<TResponse>
    {
        var reader = new WireReader(frame);
        var headerVersion = version >= TResponse.FirstFlexibleVersion
            && TResponse.ApiKey != (short)ApiKey.ApiVersions ? 1 : 0;
        Assert.Equal(correlationId, ResponseHeader.Read(ref reader, (short)headerVersion).CorrelationId);
        var response = TResponse.Read(ref reader, version);
        Assert.Equal(0, reader.Left);
        return response;
    }
}
