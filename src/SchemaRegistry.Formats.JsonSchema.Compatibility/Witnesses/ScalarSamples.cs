using System.Globalization;
using SchemaRegistry.Formats.JsonSchema.Compatibility.Proposals;
using SchemaRegistry.Formats.JsonSchema.Model;

namespace SchemaRegistry.Formats.JsonSchema.Compatibility.Witnesses;

/// <summary>
/// Values to try for a region, as JSON texts: what the schemas list, the numbers and lengths around their bounds,
/// strings for their patterns, and one of each type.
/// </summary>
internal static class ScalarSamples
{
    private const int MaxLength = 4096;
    private const int MaxListed = 100;

    private static readonly string[] Plain =
        ["null", "true", "0", "\"a\"", "false", "1", "0.5", "-1", "\"\"", "1.0", "\"aaaaaaaaaaaa\"", "1000000.5"];

    private static readonly string[] Bounds = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"];

    public static IEnumerable<string> Of(Region region) =>
        Listed(region.Writer)
            .Concat(Bounded(region.All))
            .Concat(Listed(region.Reader))
            .Concat(Plain)
            .Concat(Texts(region.All))
            .Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> Listed(IEnumerable<SchemaPlace> places)
    {
        foreach (var place in places)
        {
            IEnumerable<SchemaValue?> values =
                [place.Get("const"), .. place.Get("enum")?.Items.Take(MaxListed) ?? [], place.Get("default")];
            foreach (var text in values.OfType<SchemaValue>().Select(JsonText.PrintShort).OfType<string>())
                yield return text;
        }
    }

    private static IEnumerable<string> Bounded(IEnumerable<SchemaPlace> places)
    {
        foreach (var place in places)
        {
            foreach (var number in Bounds.Select(keyword => Number(place, keyword)).OfType<decimal>())
            {
                yield return Show(number);
                yield return Show(number + 1);
                yield return Show(number - 1);
                yield return Show(number + 0.5m);
                yield return Show(number - 0.5m);
            }

            if (Number(place, "multipleOf") is { } divisor)
            {
                for (var factor = 1; factor <= 7; factor++)
                    yield return Show(divisor * factor);
                yield return Show(divisor / 2);
                yield return Show(-divisor);
            }

            foreach (var length in Lengths(place))
                yield return JsonText.Quote(new string('a', length));
        }
    }

    private static IEnumerable<int> Lengths(SchemaPlace place)
    {
        foreach (var bound in (decimal?[])[Number(place, "minLength"), Number(place, "maxLength")])
        {
            if (bound is not (>= 0 and < MaxLength))
                continue;
            var length = (int)bound;
            yield return length;
            yield return length + 1;
            if (length > 0)
                yield return length - 1;
        }
    }

    private static IEnumerable<string> Texts(IEnumerable<SchemaPlace> places)
    {
        foreach (var place in places)
        {
            if (place.Get("pattern") is { IsString: true } pattern)
            {
                foreach (var text in PatternSampler.Sample(pattern.Text))
                    yield return JsonText.Quote(text);
            }
        }
    }

    /// <summary>Null beyond what is exact here.</summary>
    public static decimal? Number(SchemaPlace place, string keyword) =>
        place.Get(keyword) is { IsNumber: true } value
        && decimal.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && Math.Abs(number) < 1e20m
            ? number
            : null;

    private static string Show(decimal number) =>
        number.ToString("0.#########################", CultureInfo.InvariantCulture);
}
