using SchemaRegistry.Kafka.Wire;
using SchemaRegistry.Kafka.Wire.Messages;

namespace SchemaRegistry.Kafka.Handlers;

/// <summary>Decodes a request, encodes an answer; what lies between is the derived class.</summary>
internal abstract class ApiHandler<TRequest, TResponse> : IApiHandler
    where TRequest : class, IWireMessage<TRequest>
    where TResponse : class, IWireMessage<TResponse>
{
    public ApiKey Key => (ApiKey)TRequest.ApiKey;

    public string Name { get; } = ((ApiKey)TRequest.ApiKey).ToString();

    public virtual short AdvertisedMinVersion => TRequest.MinVersion;

    public short MinVersion => TRequest.MinVersion;

    public short MaxVersion => TRequest.MaxVersion;

    public short FirstFlexibleVersion => TRequest.FirstFlexibleVersion;

    /// <summary>1 adds a tag section behind the correlation id in flexible versions.</summary>
    protected virtual short ResponseHeaderVersion(short version) =>
        version >= FirstFlexibleVersion ? (short)1 : (short)0;

    public ValueTask<PendingResponse?> StartAsync(
        RequestContext request, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var reader = new WireReader(body);
        var message = TRequest.Read(ref reader, request.Version);
        return ExecuteAsync(message, request, cancellationToken);
    }

    protected abstract ValueTask<PendingResponse?> ExecuteAsync(
        TRequest message, RequestContext request, CancellationToken cancellationToken);

    protected FrameBuffer Encode(RequestContext request, TResponse response) =>
        Encode(request, response, request.Version);

    protected FrameBuffer Encode(RequestContext request, TResponse response, short version)
    {
        var frame = new FrameBuffer();
        var writer = new WireWriter(frame);
        new ResponseHeader { CorrelationId = request.CorrelationId }.Write(ref writer, ResponseHeaderVersion(version));
        response.Write(ref writer, version);
        return frame.Seal();
    }

    protected PendingResponse Ready(RequestContext request, TResponse response) =>
        new ReadyResponse(Encode(request, response));
}
