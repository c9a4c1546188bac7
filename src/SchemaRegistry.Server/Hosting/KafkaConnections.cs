using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using SchemaRegistry.Kafka;

namespace SchemaRegistry.Server.Hosting;

/// <summary>Hands the connections that Kestrel accepts to the broker.</summary>
internal sealed class KafkaConnections(KafkaBroker broker)
{
    public async Task ServeAsync(ConnectionContext connection)
    {
        var closing = connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.ConnectionClosedRequested
            ?? default;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(closing, connection.ConnectionClosed);
        var facts = new ConnectionFacts(
            connection.ConnectionId, connection.LocalEndPoint as IPEndPoint, connection.RemoteEndPoint as IPEndPoint);
        if (!await broker.ServeAsync(connection.Transport, facts, stop.Token))
            connection.Abort();
    }
}
