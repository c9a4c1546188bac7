namespace SchemaRegistry.Benchmarks.Compatibility.Growth;

/// <summary>A series as it was measured, ascending in size.</summary>
internal sealed record GrowthLine(string What, string Language, IReadOnlyList<GrowthPoint> Points);
