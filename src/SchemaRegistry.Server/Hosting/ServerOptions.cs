using Microsoft.Extensions.Logging;
using SchemaRegistry.Formats.Compatibility;

namespace SchemaRegistry.Server.Hosting;

/// <summary>
/// How a server runs. Immutable; made by <see cref="ServerSettings"/> from flags, environment and a file, or by hand.
/// </summary>
public sealed record ServerOptions
{
    /// <summary>The folder of database and log; null keeps everything in memory.</summary>
    public string? DataFolder { get; init; }

    /// <summary>Where HTTP listens. Port 0 takes a free one.</summary>
    public IReadOnlyList<string> Urls { get; init; } = ["http://127.0.0.1:8081"];

    /// <summary>Where Kafka listens, <c>HOST:PORT</c>; port 0 takes a free one, null does not listen.</summary>
    public string? KafkaEndpoint { get; init; } = "127.0.0.1:9092";

    /// <summary>The <c>HOST:PORT</c> that Kafka clients are told; null tells the one that they reached.</summary>
    public string? KafkaAdvertised { get; init; }

    /// <summary>Settings of the Kafka broker under Kafka's names; what is left out has the broker's default.</summary>
    public IReadOnlyDictionary<string, string> KafkaSettings { get; init; } = new Dictionary<string, string>();

    /// <summary>The compatibility level where no config says one.</summary>
    public CompatibilityLevel DefaultCompatibility { get; init; } = CompatibilityLevel.Backward;

    public long MaxBodyBytes { get; init; } = ServerLimits.DefaultMaxBodyBytes;

    /// <summary>Origins whose pages may call the API; <c>*</c> for all, empty for none.</summary>
    public IReadOnlyList<string> CorsOrigins { get; init; } = [];

    public LogLevel LogLevel { get; init; } = LogLevel.Warning;

    /// <summary>Whether log lines are JSON objects.</summary>
    public bool LogsJson { get; init; }
}
