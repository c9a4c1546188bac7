namespace SchemaRegistry.Client;

/// <summary>How a client finds and asks a registry. Immutable.</summary>
public sealed record SchemaRegistryClientOptions
{
    /// <summary>
    /// The addresses of one registry, tried in order from the one that answered last; at least one. A user and a
    /// password in an address (<c>http://user:password@host</c>) are sent as basic authentication to that address.
    /// </summary>
    public required IReadOnlyList<Uri> Urls { get; init; }

    /// <summary>User and password for basic authentication, or null.</summary>
    public (string User, string Password)? BasicAuthentication { get; init; }

    /// <summary>A token for bearer authentication, asked for at every request; or null.</summary>
    public Func<CancellationToken, ValueTask<string>>? BearerToken { get; init; }

    /// <summary>Until one address has answered one attempt; above zero.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Rounds over all addresses after the first one, when none answered; 0 or more.</summary>
    public int Retries { get; init; } = 2;

    /// <summary>Before the first further round; each later one waits twice as long, up to a second.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Schemas, registrations and versions that are remembered, each kind by itself; above 0.</summary>
    public int CacheCapacity { get; init; } = 1000;

    /// <summary>How long a version counts as the latest, zero for never.</summary>
    public TimeSpan LatestMaxAge { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How long "there is no such id" is believed, so that a poisoned record does not ask at every read.
    /// </summary>
    public TimeSpan NotFoundMaxAge { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The transport; null for one of the client's own. It is not disposed.</summary>
    public HttpMessageHandler? Handler { get; init; }
}
