namespace SchemaRegistry.Benchmarks.Compatibility.Growth;

/// <summary>
/// Maps values from <paramref name="Lowest"/> to <paramref name="Highest"/>, both above zero, to places on a line from
/// <paramref name="Start"/> to <paramref name="End"/> by their logarithms; the end may lie before the start.
/// </summary>
internal sealed record LogAxis(double Lowest, double Highest, double Start, double End)
{
    public double Place(double value) =>
        Start + ((End - Start) * Math.Log(value / Lowest) / Math.Log(Highest / Lowest));

    /// <summary>The powers of ten, ends included.</summary>
    public IEnumerable<double> Ticks()
    {
        for (var power = Math.Ceiling(Math.Log10(Lowest)); power <= Math.Floor(Math.Log10(Highest)); power++)
            yield return Math.Pow(10, power);
    }
}
