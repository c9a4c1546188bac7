namespace SchemaRegistry.Benchmarks;

/// <summary>
/// One claim: ours against a baseline, measured alternately in one run. <paramref name="Ratios"/> holds ours ÷ baseline
/// of each round; <paramref name="Aim"/> is what the project wants of the median, as text.
/// </summary>
internal sealed record Measurement(
    string What,
    string Baseline,
    IReadOnlyList<double> Ratios,
    string Aim,
    string Absolute)
{
    public double Median => Ratios.Order().ElementAt(Ratios.Count / 2);

    public double Lowest => Ratios.Min();

    public double Highest => Ratios.Max();
}
