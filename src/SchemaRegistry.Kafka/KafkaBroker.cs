using System.IO.Pipelines;
using Microsoft.Extensions.Logging;
using SchemaRegistry.Kafka.Connections;
using SchemaRegistry.Kafka.Handlers;
using SchemaRegistry.TopicLog.Topics;

namespace SchemaRegistry.Kafka;

/// <summary>
/// One Kafka broker, the only node of its cluster, over a topic log. The host accepts connections, hands each to
/// <see cref="ServeAsync"/>, and owns the log. Safe for any thread; dispose it when no connection is served any more.
/// </summary>
public sealed partial class KafkaBroker : IDisposable
{
    private readonly KafkaBrokerOptions _options;
    private readonly ConnectionRuntime _runtime;
    private int _connections;

    public KafkaBroker(
        TopicStore log,
        KafkaBrokerOptions options,
        IRecordValidator? validator,
        TimeProvider time,
        ILoggerFactory loggers)
    {
        _options = options;
        var table = new ApiTable();
        var scope = new BrokerScope(log, options, validator, time);
        var apiVersions = new ApiVersionsHandler(table);
        table.Register(apiVersions);
        table.Register(new ProduceHandler(scope));
        table.Register(new FetchHandler(scope));
        table.Register(new ListOffsetsHandler(scope));
        table.Register(new MetadataHandler(scope));
        table.Register(new OffsetFetchHandler());
        table.Register(new FindCoordinatorHandler(scope));
        table.Register(new CreateTopicsHandler(scope));
        table.Register(new DeleteTopicsHandler(scope));
        table.Register(new DeleteRecordsHandler(scope));
        table.Register(new InitProducerIdHandler(scope));
        _runtime = new ConnectionRuntime(table, apiVersions, options, time, loggers.CreateLogger<KafkaBroker>())
        {
            Memory = scope.Memory,
        };
    }

    /// <summary>Connections that are served at this moment.</summary>
    public int ConnectionCount => Volatile.Read(ref _connections);

    /// <summary>
    /// Serves one connection until the peer leaves, breaks the protocol or idles, or <paramref
    /// name="cancellationToken"/> says that the server stops; answers that are due still go out then. Does not throw
    /// for anything that the peer does. The transport is completed at the end, but not disposed.
    /// </summary>
    /// <returns>
    /// False when the peer would not read and the transport should be aborted, as it might wait for that for ever.
    /// </returns>
    public async Task<bool> ServeAsync(
        IDuplexPipe transport, ConnectionFacts facts, CancellationToken cancellationToken)
    {
        try
        {
            if (Interlocked.Increment(ref _connections) > _options.MaxConnections)
            {
                Log.TooMany(_runtime.Logger, facts.ConnectionId, _options.MaxConnections);
                await transport.Input.CompleteAsync();
                await transport.Output.CompleteAsync();
                return true;
            }

            _runtime.Metrics.Opened();
            using var connection = new KafkaConnection(transport, facts, _runtime);
            var isDrained = await connection.RunAsync(cancellationToken);
            _runtime.Metrics.Closed();
            return isDrained;
        }
        finally
        {
            Interlocked.Decrement(ref _connections);
        }
    }

    public void Dispose() => _runtime.Dispose();

    private static partial class Log
    {
        [LoggerMessage(10, LogLevel.Warning, "Connection {ConnectionId} is closed: {MaxConnections} are open already")]
        public static partial void TooMany(ILogger logger, string connectionId, int maxConnections);
    }
}
