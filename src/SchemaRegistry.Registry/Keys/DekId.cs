namespace SchemaRegistry.Registry.Keys;

/// <summary>What names a DEK within its KEK. Versions are chosen by clients, from 1; there may be gaps.</summary>
public readonly record struct DekId(DekSeries Series, int Version);
