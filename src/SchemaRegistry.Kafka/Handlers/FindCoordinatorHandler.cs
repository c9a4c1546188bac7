using SchemaRegistry.Kafka.Wire.Messages;

namespace SchemaRegistry.Kafka.Handlers;

/// <summary>
/// Names this node for every group and transactional id: there is no other. Version 0 has to stay: librdkafka before
/// 2.12 enables lz4 only where it is advertised.
/// </summary>
internal sealed class FindCoordinatorHandler(BrokerScope scope)
    : ApiHandler<FindCoordinatorRequest, FindCoordinatorResponse>
{
    private const short ManyKeysSince = 4;
    private const sbyte GroupKey = 0;
    private const sbyte TransactionKey = 1;

    private const int NoNode = -1;

    protected override ValueTask<PendingResponse?> ExecuteAsync(
        FindCoordinatorRequest message, RequestContext request, CancellationToken cancellationToken)
    {
        var isKnown = message.KeyType is GroupKey or TransactionKey;
        var address = scope.AddressFor(request.Connection);
        var response = new FindCoordinatorResponse
        {
            ErrorCode = (short)(isKnown ? ErrorCode.None : ErrorCode.InvalidRequest),
            ErrorMessage = isKnown ? null : $"There are no coordinators of type {message.KeyType}.",
            NodeId = isKnown ? BrokerScope.NodeId : NoNode,
            Host = isKnown ? address.Host : "",
            Port = isKnown ? address.Port : NoNode,
        };
        if (request.Version >= ManyKeysSince)
            response.Coordinators = Array.ConvertAll(message.CoordinatorKeys, key => ForKey(key, response));

        return new(Ready(request, response));
    }

    private static Coordinator ForKey(string key, FindCoordinatorResponse answer) => new()
    {
        Key = key,
        ErrorCode = answer.ErrorCode,
        ErrorMessage = answer.ErrorMessage,
        NodeId = answer.NodeId,
        Host = answer.Host,
        Port = answer.Port,
    };
}
