using SchemaRegistry.Kafka.Wire.Messages;

namespace SchemaRegistry.Kafka.Handlers;

/// <summary>
/// Describes the cluster of one broker. Who asks for the controllers as such, which only their own listeners answer,
/// is refused as Kafka's brokers do (KIP-919).
/// </summary>
internal sealed class DescribeClusterHandler(BrokerScope scope)
    : ApiHandler<DescribeClusterRequest, DescribeClusterResponse>
{
    private const sbyte Brokers = 1;
    private const sbyte Controllers = 2;

    protected override ValueTask<PendingResponse?> ExecuteAsync(
        DescribeClusterRequest message, RequestContext request, CancellationToken cancellationToken)
    {
        var response = message.EndpointType switch
        {
            Brokers => Describe(request),
            Controllers => Refusal(
                message, ErrorCode.MismatchedEndpointType, "This address is a broker's; ask for the brokers."),
            _ => Refusal(
                message,
                ErrorCode.UnsupportedEndpointType,
                $"The endpoint type {message.EndpointType} is not known; 1 stands for the brokers."),
        };
        return new(Ready(request, response));
    }

    private DescribeClusterResponse Describe(RequestContext request)
    {
        var address = scope.AddressFor(request.Connection);
        return new DescribeClusterResponse
        {
            ClusterId = scope.Log.ClusterId,
            ControllerId = BrokerScope.NodeId,
            Brokers = [new() { BrokerId = BrokerScope.NodeId, Host = address.Host, Port = address.Port }],
        };
    }

    private static DescribeClusterResponse Refusal(
        DescribeClusterRequest message, ErrorCode error, string reason) => new()
    {
        ErrorCode = (short)error,
        ErrorMessage = reason,
        EndpointType = message.EndpointType,
    };
}
