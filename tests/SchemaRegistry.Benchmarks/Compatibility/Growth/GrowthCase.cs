namespace SchemaRegistry.Benchmarks.Compatibility.Growth;

/// <summary>A comparison of schemas that were read before, and the steps of its budget that it takes.</summary>
internal sealed record GrowthCase(Action Compare, long Steps);
