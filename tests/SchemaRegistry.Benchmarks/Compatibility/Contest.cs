using System.Globalization;

namespace SchemaRegistry.Benchmarks.Compatibility;

/// <summary>Our way and another one, timed by turns.</summary>
internal sealed record Contest(string What, string Baseline, string Aim, Action Ours, Action Theirs)
{
    private const int Rounds = 5;
    private const int RoundMs = 500;

    /// <summary>Long enough for the compiler's last tier on a busy machine.</summary>
    private const int WarmUpMs = 2000;

    /// <summary>Tells the time, and the bytes allocated beside it.</summary>
    public Measurement Run(CancellationToken ct)
    {
        Slices.Best(Ours, WarmUpMs);
        Slices.Best(Theirs, WarmUpMs);
        var (ratios, times, otherTimes) = (new List<double>(), new List<double>(), new List<double>());
        var (bytes, otherBytes) = (0.0, 0.0);
        for (var round = 0; round < Rounds; round++)
        {
            ct.ThrowIfCancellationRequested();
            (var time, bytes) = Slices.Best(Ours, RoundMs);
            (var otherTime, otherBytes) = Slices.Best(Theirs, RoundMs);
            times.Add(time);
            otherTimes.Add(otherTime);
            ratios.Add(time / otherTime);
        }

        return new Measurement(
            What, Baseline, ratios, Aim, $"{Seen(times, bytes)} against {Seen(otherTimes, otherBytes)}");
    }

    public static string Time(double microseconds) => microseconds < 1000
        ? string.Create(CultureInfo.InvariantCulture, $"{microseconds:0.0} µs")
        : string.Create(CultureInfo.InvariantCulture, $"{microseconds / 1000:N1} ms");

    private static string Seen(List<double> times, double bytes) => string.Create(
        CultureInfo.InvariantCulture, $"{Time(times.Order().ElementAt(times.Count / 2))}, {bytes:N0} bytes");
}
