using System.Globalization;
using System.Text;

namespace SchemaRegistry.Benchmarks.Compatibility.Growth;

/// <summary>
/// The lines as a picture: a panel for each thing that grows, both axes logarithmic. Text and lines take the colours of
/// a light or a dark page; languages differ in colour and in the form of their points.
/// </summary>
internal sealed class GrowthPlot
{
    private const int Columns = 2;
    private const int PanelWidth = 480;
    private const int PanelHeight = 330;
    private const int HeaderHeight = 76;
    private const int Left = 70;
    private const int Right = 24;
    private const int Top = 34;
    private const int Bottom = 52;
    private const int PointSize = 4;
    private const int LegendStep = 132;

    private const string Style =
        """
        text { font: 13px system-ui, sans-serif; fill: #1f2328 }
        .title { font-size: 18px; font-weight: 600 }
        .panel { font-size: 14px; font-weight: 600 }
        .page { fill: #ffffff }
        .grid { stroke: #d1d9e0; stroke-width: 1 }
        .guide { stroke: #59636e; stroke-width: 1.5; stroke-dasharray: 1.5 4 }
        .time { fill: none; stroke-width: 2 }
        .steps { fill: none; stroke-width: 1.5; stroke-dasharray: 7 4; opacity: .8 }
        .line0 { stroke: #0969da } .point0 { fill: #0969da }
        .line1 { stroke: #1a7f37 } .point1 { fill: #1a7f37 }
        .line2 { stroke: #bc4c00 } .point2 { fill: #bc4c00 }
        @media (prefers-color-scheme: dark) {
        text { fill: #f0f6fc }
        .page { fill: #0d1117 }
        .grid { stroke: #3d444d }
        .guide { stroke: #9198a1 }
        .line0 { stroke: #58a6ff } .point0 { fill: #58a6ff }
        .line1 { stroke: #3fb950 } .point1 { fill: #3fb950 }
        .line2 { stroke: #f0883e } .point2 { fill: #f0883e }
        }
        """;

    private readonly StringBuilder _svg = new();
    private readonly List<string> _languages;

    private GrowthPlot(IEnumerable<string> languages) => _languages = [.. languages.Distinct()];

    public static string Draw(IReadOnlyList<GrowthLine> lines)
    {
        var plot = new GrowthPlot(lines.Select(line => line.Language));
        var panels = lines.GroupBy(line => line.What).ToList();
        var width = Columns * PanelWidth;
        var height = HeaderHeight + ((panels.Count + Columns - 1) / Columns * PanelHeight);
        plot.Line($"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\">");
        plot.Line($"<title>How the cost of a compatibility check grows</title>");
        plot.Line($"<style>{Style.ReplaceLineEndings("\n")}</style>");
        plot.Line($"<rect class=\"page\" width=\"{width}\" height=\"{height}\"/>");
        plot.DrawHeader();
        foreach (var (index, panel) in panels.Index())
        {
            var (row, column) = Math.DivRem(index, Columns);
            plot.Line($"<g transform=\"translate({column * PanelWidth} {HeaderHeight + (row * PanelHeight)})\">");
            plot.DrawPanel(panel.Key, [.. panel]);
            plot.Line($"</g>");
        }

        plot.Line($"</svg>");
        return plot._svg.ToString();
    }

    private void DrawHeader()
    {
        Line($"<text class=\"title\" x=\"{Left}\" y=\"28\">Cost of one comparison, as a multiple of the smallest size</text>");
        foreach (var (index, language) in _languages.Index())
        {
            var x = Left + (index * LegendStep);
            Line($"<path class=\"time line{index}\" d=\"M{x} 52h28\"/>");
            DrawPoint(index, x + 14, 52);
            Line($"<text x=\"{x + 36}\" y=\"56\">{language}</text>");
        }

        var next = Left + (_languages.Count * LegendStep);
        Line($"<path class=\"time line0\" d=\"M{next} 52h28\"/><text x=\"{next + 36}\" y=\"56\">time</text>");
        next += LegendStep / 2;
        Line($"<path class=\"steps line0\" d=\"M{next} 52h28\"/><text x=\"{next + 36}\" y=\"56\">steps of the budget</text>");
        next += LegendStep + (LegendStep / 3);
        Line($"<path class=\"guide\" d=\"M{next} 52h28\"/><text x=\"{next + 36}\" y=\"56\">linear, quadratic</text>");
    }

    private void DrawPanel(string what, List<GrowthLine> lines)
    {
        var sizes = lines[0].Points.Select(point => (double)point.Size).ToList();
        var highest = lines.Max(line => Math.Max(
            line.Points.Max(point => point.TimeRatio), (double)line.Points[^1].Steps / line.Points[0].Steps));
        var x = new LogAxis(sizes[0], sizes[^1], Left, PanelWidth - Right);
        var y = new LogAxis(1, Math.Pow(10, Math.Ceiling(Math.Log10(highest))), PanelHeight - Bottom, Top);
        Line($"<text class=\"panel\" x=\"{Left}\" y=\"{Top - 14}\">{what}</text>");
        DrawAxes(x, y, sizes);
        DrawGuide(x, y, power: 1);
        if (lines.Exists(line => (double)line.Points[^1].Steps / line.Points[0].Steps > 2 * sizes[^1] / sizes[0]))
            DrawGuide(x, y, power: 2);
        foreach (var line in lines)
            DrawLine(line, x, y);
    }

    private void DrawAxes(LogAxis x, LogAxis y, List<double> sizes)
    {
        foreach (var tick in y.Ticks())
        {
            var at = y.Place(tick);
            Line($"<path class=\"grid\" d=\"M{x.Start} {at:0.#}H{x.End}\"/>");
            Line($"<text x=\"{x.Start - 8}\" y=\"{at + 4:0.#}\" text-anchor=\"end\">{tick:N0}×</text>");
        }

        foreach (var size in sizes)
        {
            var at = x.Place(size);
            Line($"<path class=\"grid\" d=\"M{at:0.#} {y.Start}V{y.End}\"/>");
            Line($"<text x=\"{at:0.#}\" y=\"{y.Start + 18}\" text-anchor=\"middle\">{size:N0}</text>");
        }
    }

    /// <summary>The line of a cost that grows with a power of the size, as far as the panel goes.</summary>
    private void DrawGuide(LogAxis x, LogAxis y, int power)
    {
        var end = Math.Min(x.Highest, x.Lowest * Math.Pow(y.Highest, 1.0 / power));
        var (right, top) = (x.Place(end), y.Place(Math.Pow(end / x.Lowest, power)));
        Line($"<path class=\"guide\" d=\"M{x.Start} {y.Start}L{right:0.#} {top:0.#}\"/>");
    }

    private void DrawLine(GrowthLine line, LogAxis x, LogAxis y)
    {
        var index = _languages.IndexOf(line.Language);
        var first = line.Points[0];
        DrawPath("steps", index, line.Points.Select(
            point => (x.Place(point.Size), y.Place((double)point.Steps / first.Steps))));
        var places = line.Points
            .Select(point => (X: x.Place(point.Size), Y: y.Place(Math.Max(1, point.TimeRatio))))
            .ToList();
        DrawPath("time", index, places);
        foreach (var place in places)
            DrawPoint(index, place.X, place.Y);
    }

    private void DrawPath(string kind, int index, IEnumerable<(double X, double Y)> places)
    {
        var way = string.Join('L', places.Select(
            place => string.Create(CultureInfo.InvariantCulture, $"{place.X:0.#} {place.Y:0.#}")));
        Line($"<path class=\"{kind} line{index}\" d=\"M{way}\"/>");
    }

    private void DrawPoint(int index, double x, double y)
    {
        var form = index switch
        {
            0 => $"m-{PointSize} 0a{PointSize} {PointSize} 0 1 0 {2 * PointSize} 0a{PointSize} {PointSize} 0 1 0 -{2 * PointSize} 0z",
            1 => $"m-{PointSize} -{PointSize}h{2 * PointSize}v{2 * PointSize}h-{2 * PointSize}z",
            _ => $"m0 -{PointSize + 1}l{PointSize + 1} {2 * PointSize}h-{2 * (PointSize + 1)}z",
        };
        Line($"<path class=\"point{index}\" d=\"M{x:0.#} {y:0.#}{form}\"/>");
    }

    private void Line(FormattableString text) => _svg.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
