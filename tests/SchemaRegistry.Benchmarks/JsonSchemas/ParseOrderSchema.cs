using System.Globalization;
using SchemaRegistry.Formats.JsonSchema;

namespace SchemaRegistry.Benchmarks.JsonSchemas;

/// <summary>The order's schema read and checked as for a registration, against NJsonSchema's reading.</summary>
internal static class ParseOrderSchema
{
    private const int Rounds = 5;
    private const int RoundMs = 1000;
    private const double KiB = 1024;

    public static async Task<IReadOnlyList<Measurement>> MeasureAsync(CancellationToken ct)
    {
        var text = await File.ReadAllTextAsync(OrderFiles.SchemaPath, ct);
        JsonSchemaParsedSchema? ours = null;
        NJsonSchema.JsonSchema? theirs = null;
        Action parse = () => ours = OrderFiles.Parse(text);
        Action parseTheirs = () => theirs = NJsonSchema.JsonSchema.FromJsonAsync(text, ct).GetAwaiter().GetResult();
        Slices.Best(parse, RoundMs);
        Slices.Best(parseTheirs, RoundMs);

        var times = new List<double>();
        var ratios = new List<double>();
        var byteRatios = new List<double>();
        var bytes = 0.0;
        for (var round = 0; round < Rounds; round++)
        {
            (var time, bytes) = Slices.Best(parse, RoundMs);
            var other = Slices.Best(parseTheirs, RoundMs);
            times.Add(time);
            ratios.Add(time / other.Microseconds);
            byteRatios.Add(bytes / other.Bytes);
        }

        GC.KeepAlive(ours);
        GC.KeepAlive(theirs);
        var inKiB = text.Length / KiB;
        var perKiB = times.Order().ElementAt(Rounds / 2) / inKiB;
        return
        [
            new Measurement(
                "read and check a schema of 2 kB", "NJsonSchema.FromJsonAsync", ratios, "≤ 0.25",
                string.Create(CultureInfo.InvariantCulture, $"{perKiB:0.0} µs per KiB")),
            new Measurement(
                "the same, bytes allocated", "NJsonSchema.FromJsonAsync", byteRatios, "≤ 0.25",
                string.Create(CultureInfo.InvariantCulture, $"{bytes / inKiB:N0} bytes per KiB")),
        ];
    }
}
