using Microsoft.Extensions.Logging;
using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.KeyManagement;
using SchemaRegistry.Registry;
using SchemaRegistry.Registry.Keys;
using SchemaRegistry.Server.Routing;

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

    /// <summary>Whether fields are checked (<c>validateFields</c>) where no config says so.</summary>
    public bool ValidatesFields { get; init; }

    /// <summary>Whether new schemas are checked (<c>validateNewSchemas</c>) where no config says so.</summary>
    public bool ValidatesNewSchemas { get; init; } = true;

    /// <summary>Whether the subject without a name and the subject <c>*</c> are refused.</summary>
    public bool RejectsEmptySubject { get; init; }

    /// <summary>Whether a schema that reaches two versions under one reference name is refused.</summary>
    public bool HasStrictReferences { get; init; }

    /// <summary>Whether modes may be changed.</summary>
    public bool ModesMayChange { get; init; } = true;

    /// <summary>Whether associations are served.</summary>
    public bool HasAssociations { get; init; } = true;

    /// <summary>What <c>GET /v1/metadata/deployment</c> tells.</summary>
    public IReadOnlyList<string> DeploymentAttributes { get; init; } = [];

    /// <summary>The name of this registry in <c>GET /v1/metadata/id</c>.</summary>
    public string GroupId { get; init; } = "schema-registry";

    /// <summary>Headers of every answer.</summary>
    public IReadOnlyList<ResponseHeader> ResponseHeaders { get; init; } = [];

    /// <summary>A file of users for HTTP basic authentication, <c>user: password</c> a line; null lets everybody
    /// in.</summary>
    public string? UsersFile { get; init; }

    /// <summary>Whether long answers are compressed for clients that take gzip.</summary>
    public bool Compresses { get; init; } = true;

    /// <summary>How long a request may take before it is answered with 504.</summary>
    public TimeSpan RequestTimeout { get; init; } = ServerLimits.DefaultRequestTimeout;

    /// <summary>Characters of a schema in its stored form.</summary>
    public int MaxSchemaCharacters { get; init; } = RegistryLimits.DefaultMaxSchemaCharacters;

    /// <summary>How many entries lists have.</summary>
    public ApiPages Pages { get; init; } = new();

    /// <summary>Steps that the comparison of one pair of schemas may take, in one direction.</summary>
    public long MaxComparisonSteps { get; init; } = ComparisonOptions.DefaultMaxSteps;

    /// <summary>Key encryption keys that the registry keeps, and as many data encryption keys.</summary>
    public int MaxKeys { get; init; } = RegistryLimits.DefaultMaxKeys;

    /// <summary>
    /// The systems that hold the keys which are shared with the registry, one for each type. The local one of the
    /// default has no secret of its own: only keys that bring one can be used with it.
    /// </summary>
    public IReadOnlyList<IKeyManagementSystem> KeyManagement { get; init; } = [new LocalKeyManagement()];

    public long MaxBodyBytes { get; init; } = ServerLimits.DefaultMaxBodyBytes;

    /// <summary>Origins whose pages may call the API; <c>*</c> for all, empty for none.</summary>
    public IReadOnlyList<string> CorsOrigins { get; init; } = [];

    public LogLevel LogLevel { get; init; } = LogLevel.Warning;

    /// <summary>Whether log lines are JSON objects.</summary>
    public bool LogsJson { get; init; }
}
