using SchemaRegistry.Kafka.Wire;
using SchemaRegistry.Kafka.Wire.Messages;

namespace SchemaRegistry.Kafka.Handlers;

/// <summary>
/// Lists the keys and versions. Its response header never has a tag section, and a version that is not served is
/// answered in version 0 with error 35 and this key's own range, from which clients choose again (KIP-511).
/// </summary>
internal sealed class ApiVersionsHandler(ApiTable table) : ApiHandler<ApiVersionsRequest, ApiVersionsResponse>
{
    protected override short ResponseHeaderVersion(short version) => 0;

    public FrameBuffer RefuseVersion(RequestContext request)
    {
        var response = new ApiVersionsResponse
        {
            ErrorCode = (short)ErrorCode.UnsupportedVersion,
            ApiKeys = [Entry(this)],
        };
        return Encode(request, response, version: 0);
    }

    protected override ValueTask<PendingResponse?> ExecuteAsync(
        ApiVersionsRequest message, RequestContext request, CancellationToken cancellationToken)
    {
        var keys = new ApiVersion[table.Handlers.Count];
        var index = 0;
        foreach (var handler in table.Handlers)
            keys[index++] = Entry(handler);

        return new(Ready(request, new ApiVersionsResponse { ApiKeys = keys }));
    }

    private static ApiVersion Entry(IApiHandler handler) => new()
    {
        ApiKey = (short)handler.Key,
        MinVersion = handler.AdvertisedMinVersion,
        MaxVersion = handler.MaxVersion,
    };
}
