namespace SchemaRegistry.Server.Routing;

/// <summary>
/// What the router holds every request to: how long one may take, and whether long answers are compressed.
/// </summary>
internal sealed record RouterRules(TimeSpan RequestTimeout, bool Compresses);
