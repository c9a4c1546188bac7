using System.Globalization;
using SchemaRegistry.TestKit;

namespace SchemaRegistry.Benchmarks.Compatibility.Growth;

/// <summary>
/// How the cost of a comparison grows, in time and in steps, each size by turns with the smallest one. Draws
/// <c>docs/compatibility/growth.svg</c> as well.
/// </summary>
internal static class GrowthCosts
{
    private const int Rounds = 3;
    private const int RoundMs = 150;
    private const int WarmUpMs = 500;

    private static readonly string Plot = Repository.File("docs/compatibility/growth.svg");

    public static async Task<IReadOnlyList<Measurement>> MeasureAsync(CancellationToken ct)
    {
        var lines = new List<GrowthLine>();
        foreach (var series in GrowthSeries.All)
        {
            ct.ThrowIfCancellationRequested();
            await Console.Error.WriteLineAsync($"  {series.What}, {series.Language}");
            lines.Add(new GrowthLine(series.What, series.Language, Measure(series)));
        }

        await File.WriteAllTextAsync(Plot, GrowthPlot.Draw(lines), ct);
        return lines.ConvertAll(ToMeasurement);
    }

    private static List<GrowthPoint> Measure(GrowthSeries series)
    {
        var smallest = series.Create(series.Sizes[0]);
        Slices.Best(smallest.Compare, WarmUpMs);
        return [.. series.Sizes.Select(size => Measure(size, smallest, series.Create(size)))];
    }

    private static GrowthPoint Measure(int size, GrowthCase smallest, GrowthCase grown)
    {
        var (times, ratios) = (new List<double>(), new List<double>());
        Slices.Best(grown.Compare, WarmUpMs);
        for (var round = 0; round < Rounds; round++)
        {
            var time = Slices.Best(grown.Compare, RoundMs).Microseconds;
            times.Add(time);
            ratios.Add(time / Slices.Best(smallest.Compare, RoundMs).Microseconds);
        }

        return new GrowthPoint(size, times.Min(), grown.Steps, ratios);
    }

    private static Measurement ToMeasurement(GrowthLine line)
    {
        var (smallest, largest) = (line.Points[0], line.Points[^1]);
        return new Measurement(
            string.Create(CultureInfo.InvariantCulture, $"compare {largest.Size:N0} {line.What}, {line.Language}"),
            string.Create(CultureInfo.InvariantCulture, $"{smallest.Size} of them"),
            largest.TimeRatios,
            "–",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Contest.Time(largest.Microseconds)}, {largest.Steps:N0} steps against {Contest.Time(smallest.Microseconds)}, {smallest.Steps:N0}"));
    }
}
