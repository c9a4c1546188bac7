using System.Globalization;
using System.Text;
using SchemaRegistry.TestKit;

namespace SchemaRegistry.Benchmarks;

/// <summary>The measurements as the Markdown table that is committed.</summary>
internal static class ResultTable
{
    public static string Path { get; } = Repository.File("tests/SchemaRegistry.Benchmarks/RESULTS.md");

    public static string Render(IEnumerable<Measurement> measurements)
    {
        var text = new StringBuilder()
            .AppendLine("| what | against | ratio (median, range) | aim | seen in this run |")
            .AppendLine("|---|---|---|---|---|");
        foreach (var m in measurements)
        {
            text.AppendLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {m.What} | {m.Baseline} | {m.Median:0.00} ({m.Lowest:0.00}–{m.Highest:0.00}) | {m.Aim} | {m.Absolute} |"));
        }

        return text.ToString();
    }
}
