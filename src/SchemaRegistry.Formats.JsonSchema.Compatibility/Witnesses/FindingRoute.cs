using System.Globalization;
using SchemaRegistry.Formats.JsonSchema.Model;

namespace SchemaRegistry.Formats.JsonSchema.Compatibility.Witnesses;

/// <summary>One step from a value of a payload to a part of it, or to what it has to be.</summary>
internal readonly record struct RouteStep(string? Member, int? Item, SchemaPlace? Alternative);

/// <summary>
/// The way from the root of a payload to where a finding is. It follows the finding's path, in which names are not
/// escaped: of the names that the schemas know, the longest that fits is taken.
/// </summary>
internal static class FindingRoute
{
    private const string ForeignName = "x";

    public static IReadOnlyList<RouteStep> Find(Region root, string path)
    {
        var steps = new List<RouteStep>();
        var region = root;
        var rest = path.Length > 2 ? path[2..] : "";
        while (Next(region, ref rest) is { } step)
        {
            steps.Add(step);
            region = Follow(region, step);
        }

        return steps;
    }

    public static Region Follow(Region region, RouteStep step) => step switch
    {
        { Member: { } name } => region.Member(name),
        { Item: { } index } => region.Item(index),
        _ => region.Narrow(step.Alternative!.Value),
    };

    private static RouteStep? Next(Region region, ref string rest)
    {
        var keyword = rest.Split('/', 2)[0];
        switch (keyword)
        {
            case "properties":
                return TakeName(region, keyword, ref rest) is { } name ? new RouteStep(name, null, null) : null;
            case "additionalProperties" or "unevaluatedProperties":
                TakeToken(ref rest);
                return new RouteStep(ForeignName, null, null);
            case "items":
                TakeToken(ref rest);
                return new RouteStep(null, TakeNumber(ref rest) ?? Positions(region), null);
            case "additionalItems" or "unevaluatedItems":
                TakeToken(ref rest);
                return new RouteStep(null, Positions(region), null);
            case "anyOf" or "oneOf" or "allOf":
                TakeToken(ref rest);
                return TakeNumber(ref rest) is { } index ? Member(region, keyword, index) : null;
            default:
                return null;
        }
    }

    private static RouteStep? Member(Region region, string keyword, int index)
    {
        foreach (var place in region.Writer)
        {
            if (place.Get(keyword) is { IsArray: true } list && index < list.Items.Count && list.Items[index].IsSchema)
                return new RouteStep(null, null, place.Child(list.Items[index]));
        }

        return region.Writer.Count > 0 ? new RouteStep(null, null, region.Writer[0]) : null;
    }

    private static string? TakeName(Region region, string keyword, ref string rest)
    {
        var names = region.All.SelectMany(place => place.Get(keyword)?.Members ?? []).Select(member => member.Key);
        if (TakeName(rest, keyword, names) is not { } name)
            return null;
        var end = keyword.Length + 1 + name.Length;
        rest = end >= rest.Length ? "" : rest[(end + 1)..];
        return name;
    }

    private static string? TakeName(string rest, string keyword, IEnumerable<string> names)
    {
        if (rest.Length <= keyword.Length)
            return null;
        var after = rest[(keyword.Length + 1)..];
        return names
            .Where(name => after == name || after.StartsWith(name + "/", StringComparison.Ordinal))
            .MaxBy(name => name.Length);
    }

    private static void TakeToken(ref string rest)
    {
        var end = rest.IndexOf('/', StringComparison.Ordinal);
        rest = end < 0 ? "" : rest[(end + 1)..];
    }

    private static int? TakeNumber(ref string rest)
    {
        if (!int.TryParse(rest.Split('/', 2)[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return null;
        TakeToken(ref rest);
        return number;
    }

    private static int Positions(Region region) =>
        region.All.Select(place => Math.Max(place.Get("items")?.Items.Count ?? 0, place.Get("prefixItems")?.Items.Count ?? 0))
            .DefaultIfEmpty(0)
            .Max();
}
