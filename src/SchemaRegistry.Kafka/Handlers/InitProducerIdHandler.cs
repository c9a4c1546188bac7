using SchemaRegistry.Kafka.Wire.Messages;

namespace SchemaRegistry.Kafka.Handlers;

/// <summary>
/// Hands out producer ids. Without a transactional id every request gets a new one with epoch 0, whatever id it
/// names: so does Kafka, and a client that lost its sequence starts afresh (KIP-360). Transactions are not served.
/// </summary>
internal sealed class InitProducerIdHandler(BrokerScope scope)
    : ApiHandler<InitProducerIdRequest, InitProducerIdResponse>
{
    protected override async ValueTask<PendingResponse?> ExecuteAsync(
        InitProducerIdRequest message, RequestContext request, CancellationToken cancellationToken)
    {
        if (message.TransactionalId is not null)
            return Ready(request, Refusal(ErrorCode.InvalidRequest));

        try
        {
            var id = await scope.Log.AllocateProducerIdAsync(cancellationToken);
            return Ready(request, new InitProducerIdResponse { ProducerId = id, ProducerEpoch = 0 });
        }
        catch (IOException)
        {
            return Ready(request, Refusal(ErrorCode.KafkaStorageError));
        }
    }

    private static InitProducerIdResponse Refusal(ErrorCode error) =>
        new() { ErrorCode = (short)error, ProducerId = -1, ProducerEpoch = -1 };
}
