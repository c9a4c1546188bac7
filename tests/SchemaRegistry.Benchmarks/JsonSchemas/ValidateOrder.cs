using System.Globalization;
using System.Text;
using SchemaRegistry.TestKit;

namespace SchemaRegistry.Benchmarks.JsonSchemas;

/// <summary>
/// One order from text to verdict, against NJsonSchema in this process and Ajv on Node.js, in the same rounds. Ajv's
/// time takes in <c>JSON.parse</c>, as ours takes in reading the text.
/// </summary>
internal static class ValidateOrder
{
    private const int Rounds = 5;
    private const int RoundMs = 1000;
    private const double KiB = 1024;

    public static async Task<IReadOnlyList<Measurement>> MeasureAsync(CancellationToken ct)
    {
        var schemaText = await File.ReadAllTextAsync(OrderFiles.SchemaPath, ct);
        var text = await File.ReadAllTextAsync(OrderFiles.OrderPath, ct);
        var utf8 = Encoding.UTF8.GetBytes(text);
        var ours = OrderFiles.Compile(OrderFiles.Parse(schemaText));
        var theirs = await NJsonSchema.JsonSchema.FromJsonAsync(schemaText, ct);
        if (!ours.IsValid(utf8) || theirs.Validate(text).Count > 0)
            throw new InvalidOperationException("The order is not valid.");
        Slices.Best(() => ours.IsValid(utf8), RoundMs);
        Slices.Best(() => theirs.Validate(text), RoundMs);

        var times = new List<double>();
        var toNJsonSchema = new List<double>();
        var toAjv = new List<double>();
        var bytes = 0.0;
        for (var round = 0; round < Rounds; round++)
        {
            (var time, bytes) = Slices.Best(() => ours.IsValid(utf8), RoundMs);
            times.Add(time);
            toNJsonSchema.Add(time / Slices.Best(() => theirs.Validate(text), RoundMs).Microseconds);
            if (await RunAjvAsync(ct) is { } ajv)
                toAjv.Add(time / ajv);
        }

        var perKiB = times.Order().ElementAt(Rounds / 2) * KiB / utf8.Length;
        var seen = string.Create(CultureInfo.InvariantCulture, $"{perKiB:0.00} µs per KiB, {bytes:0} bytes allocated");
        var measurements = new List<Measurement>
        {
            new("validate an order of 1 KiB", "NJsonSchema, from the same text", toNJsonSchema, "≤ 0.05", seen),
        };
        if (toAjv.Count == Rounds)
        {
            measurements.Add(new Measurement(
                "validate an order of 1 KiB", "Ajv on Node.js, from the same text", toAjv, "≤ 0.5, ≤ 2 µs per KiB", seen));
        }

        return measurements;
    }

    /// <summary>Microseconds for one order, or null where Node.js or the package is missing.</summary>
    private static async Task<double?> RunAjvAsync(CancellationToken ct)
    {
        var packages = Repository.File("tests/.packages/node_modules");
        if (!Directory.Exists($"{packages}/ajv") || !File.Exists($"{packages}/.bin/node"))
            return null;
        string[] args = [OrderFiles.AjvDriver, packages, OrderFiles.SchemaPath, OrderFiles.OrderPath, $"{RoundMs * 2}"];
        await using var node = ChildProcess.Start($"{packages}/.bin/node", args);
        return double.Parse(await node.ReadLineAsync(ct), CultureInfo.InvariantCulture);
    }
}
