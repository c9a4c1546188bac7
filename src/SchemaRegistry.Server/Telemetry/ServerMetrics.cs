using System.Globalization;
using Prometheus;
using SchemaRegistry.Registry;

namespace SchemaRegistry.Server.Telemetry;

/// <summary>
/// What the server counts, in Prometheus' text form. Labels are few and bounded: paths are templates, never what was
/// asked.
/// </summary>
internal sealed class ServerMetrics
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly CollectorRegistry _registry = Metrics.NewCustomRegistry();
    private readonly Counter _requests;
    private readonly Histogram _durations;
    private readonly Counter _registered;
    private readonly Counter _cachedReads;

    public ServerMetrics()
    {
        var factory = Metrics.WithCustomRegistry(_registry);
        _requests = factory.CreateCounter(
            "schema_registry_http_requests_total", "HTTP requests that were answered.", "method", "path", "status");
        _durations = factory.CreateHistogram(
            "schema_registry_http_request_duration_seconds",
            "Time from the first byte of a request to the last of its answer.",
            new HistogramConfiguration { LabelNames = ["method", "path"], Buckets = Histogram.ExponentialBuckets(0.0001, 4, 9) });
        _registered = factory.CreateCounter("schema_registry_schemas_registered_total", "Versions that were added.");
        _cachedReads = factory.CreateCounter(
            "schema_registry_schema_reads_cached_total", "Reads by id that were answered from ready bytes.");
    }

    public void Answered(string path, string method, int status, TimeSpan elapsed)
    {
        if (method is not ("GET" or "HEAD" or "POST" or "PUT" or "DELETE"))
            method = "other";
        _requests.WithLabels(method, path, status.ToString(CultureInfo.InvariantCulture)).Inc();
        _durations.WithLabels(method, path).Observe(elapsed.TotalSeconds);
    }

    public void Registered() => _registered.Inc();

    public void AnsweredFromCache() => _cachedReads.Inc();

    /// <summary>Adds what is only known when it is asked for.</summary>
    public void Observe(RegistryReader reader, Func<int> topics, Func<int> kafkaConnections, Func<int> changeReaders)
    {
        var factory = Metrics.WithCustomRegistry(_registry);
        var changes = factory.CreateGauge("schema_registry_changes", "Sequence number of the last change.");
        var topicCount = factory.CreateGauge("schema_registry_log_topics", "Topics of the log.");
        var connections = factory.CreateGauge("schema_registry_kafka_connections", "Kafka connections that are open.");
        var followers = factory.CreateGauge(
            "schema_registry_change_readers", "Clients that wait for changes, by long poll or stream.");
        var memory = factory.CreateGauge("process_working_set_bytes", "Resident memory of the process.");
        _registry.AddBeforeCollectCallback(() =>
        {
            changes.Set(reader.Sequence);
            topicCount.Set(topics());
            connections.Set(kafkaConnections());
            followers.Set(changeReaders());
            memory.Set(Environment.WorkingSet);
        });
    }

    public async Task<ReadOnlyMemory<byte>> RenderAsync(CancellationToken cancellationToken)
    {
        using var text = new MemoryStream();
        await _registry.CollectAndExportAsTextAsync(text, cancellationToken);
        return text.ToArray();
    }
}
