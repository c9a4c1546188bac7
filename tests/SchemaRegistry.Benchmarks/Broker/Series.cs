using System.Globalization;

namespace SchemaRegistry.Benchmarks.Broker;

/// <summary>One claim while its rounds are measured: ours, the baseline's, and how they are shown.</summary>
internal sealed class Series(string what, string baseline, string aim, string unit, double unitSize = 1)
{
    private readonly List<double> _ours = [];
    private readonly List<double> _theirs = [];

    public void Add(double ours, double theirs)
    {
        _ours.Add(ours);
        _theirs.Add(theirs);
    }

    public Measurement ToMeasurement() => new(
        what,
        baseline,
        [.. _ours.Zip(_theirs, (mine, theirs) => mine / theirs)],
        aim,
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Middle(_ours) / unitSize:N1} {unit} against {Middle(_theirs) / unitSize:N1}"));

    private static double Middle(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
