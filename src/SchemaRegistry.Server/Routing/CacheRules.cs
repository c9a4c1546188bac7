namespace SchemaRegistry.Server.Routing;

/// <summary>
/// How long clients and caches may keep an answer (RFC 9111). None says "public": whoever keeps registries behind
/// credentials does not want shared caches to answer without them.
/// </summary>
internal static class CacheRules
{
    /// <summary>What never changes, for a year, and not even asked for again on a reload (RFC 8246).</summary>
    public const string Immutable = "max-age=31536000, immutable";

    /// <summary>
    /// A schema with what is known about one of its versions. The schema stays, the version may be deleted: within a
    /// minute it is not asked for again, not even on a reload, and it is kept for a year for the time in which nobody
    /// answers (RFC 5861).
    /// </summary>
    public const string SchemaOfId = "max-age=60, immutable, stale-if-error=31536000";

    /// <summary>Kept, but asked for again each time, which costs no body when it is the same.</summary>
    public const string Validated = "no-cache";
}
