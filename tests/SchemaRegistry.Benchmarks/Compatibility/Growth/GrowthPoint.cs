namespace SchemaRegistry.Benchmarks.Compatibility.Growth;

/// <summary>
/// What one size took. <paramref name="TimeRatios"/> are against the smallest size of the series, one of each round.
/// </summary>
internal sealed record GrowthPoint(int Size, double Microseconds, long Steps, IReadOnlyList<double> TimeRatios)
{
    public double TimeRatio => TimeRatios.Order().ElementAt(TimeRatios.Count / 2);
}
