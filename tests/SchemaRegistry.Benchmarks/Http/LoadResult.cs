using System.Globalization;

namespace SchemaRegistry.Benchmarks.Http;

/// <summary>Answers per second, and the time in milliseconds within which 99 of 100 came.</summary>
internal sealed record LoadResult(double PerSecond, double P99Ms)
{
    public static LoadResult Parse(string line)
    {
        var numbers = Array.ConvertAll(line.Split(' '), text => double.Parse(text, CultureInfo.InvariantCulture));
        return new LoadResult(numbers[0], numbers[1]);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{PerSecond} {P99Ms}");
}
