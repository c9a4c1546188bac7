using System.Globalization;
using System.Text;
using SchemaRegistry.Formats.JsonSchema.Compatibility.Proposals;
using SchemaRegistry.Formats.JsonSchema.Model;
using SchemaRegistry.Formats.JsonSchema.Validation;

namespace SchemaRegistry.Formats.JsonSchema.Compatibility.Witnesses;

/// <summary>
/// Makes values that the writer's schemas of a region accept, as JSON texts: the smallest one, and others that differ
/// from it in what one of the two schemas speaks about. Belongs to one search.
/// </summary>
internal sealed class ValueMaker(PlaceValidators validators, SearchBudget budget)
{
    /// <summary>Levels of the smallest value: a schema that demands itself has none.</summary>
    private const int MaxDepth = 12;

    private const int MaxNames = 300;
    private const int MaxItems = 300;

    /// <summary>A name that no schema is likely to declare.</summary>
    private const string ForeignName = "x";

    private readonly Dictionary<Region, string?> _smallest = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Region, JsonMembers?> _objects = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Region, IReadOnlyList<Region>> _alternatives = new(ReferenceEqualityComparer.Instance);

    /// <summary>Whether all schemas of the writer that have to accept the value do.</summary>
    public bool IsAccepted(Region region, string value)
    {
        budget.CountPart();
        if (value.Length > budget.MaxPayloadBytes)
            return false;
        var utf8 = Encoding.UTF8.GetBytes(value);
        foreach (var place in region.DemandedRoots)
        {
            var verdict = validators.At(place)?.Judge(utf8) ?? ValidationVerdict.Accepted;
            if (verdict == ValidationVerdict.Stopped)
                budget.CountStopped();
            if (verdict != ValidationVerdict.Accepted)
                return false;
        }

        return true;
    }

    /// <summary>Null where none was found.</summary>
    public string? Smallest(Region region, int depth = 0)
    {
        if (_smallest.TryGetValue(region, out var known))
            return known;
        if (depth > MaxDepth)
            return null;

        // A region inside itself has to do without itself.
        _smallest[region] = null;
        var found = SmallCandidates(region, depth)
            .TakeWhile(_ => !budget.IsSpent)
            .FirstOrDefault(value => IsAccepted(region, value));
        if (found is null && depth > 0)
            _smallest.Remove(region);
        else
            _smallest[region] = found;
        return found;
    }

    /// <summary>
    /// Values that are accepted, the plain ones first; objects and arrays have other content down to a number of
    /// levels.
    /// </summary>
    public IEnumerable<string> Values(Region region, int levels) =>
        RoundRobin(
            [
                ScalarSamples.Of(region),
                Objects(region, levels),
                Arrays(region, levels),
            ])
            .Distinct(StringComparer.Ordinal)
            .TakeWhile(_ => !budget.IsSpent)
            .Where(value => IsAccepted(region, value));

    /// <summary>The region, and the same under each alternative that the writer's schemas name.</summary>
    public IReadOnlyList<Region> Alternatives(Region region)
    {
        if (!_alternatives.TryGetValue(region, out var known))
        {
            var demanded = region.Demanded.ToHashSet();
            known = [region, .. region.Writer.Where(place => !demanded.Contains(place)).Select(region.Narrow)];
            _alternatives.Add(region, known);
        }

        return known;
    }

    /// <summary>
    /// The object of those members that the writer's schemas demand; null where there is none, or where they are too
    /// many.
    /// </summary>
    public JsonMembers? SmallestObject(Region region)
    {
        if (!_objects.TryGetValue(region, out var known))
            _objects.Add(region, known = SmallestObject(region, 0));
        return known;
    }

    private JsonMembers? SmallestObject(Region region, int depth)
    {
        var members = new JsonMembers();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Queue<string>(Required(region).Where(seen.Add));
        while (waiting.TryDequeue(out var name))
        {
            if (Smallest(region.Member(name), depth + 1) is not { } value)
                return null;
            members = members.With(name, value);
            foreach (var other in Dependents(region, name).Where(seen.Add))
                waiting.Enqueue(other);
            if (seen.Count > MaxNames)
                return null;
        }

        var least = LeastCount(region, "minProperties");
        return least <= members.Count ? members : Grown(region, members, least, depth);
    }

    /// <summary>Items up to a position, each the smallest; null where one has none.</summary>
    public IReadOnlyList<string>? SmallestItems(Region region, int count, int depth = 0)
    {
        var items = new List<string>();
        for (var index = 0; index < count; index++)
        {
            if (Smallest(region.Item(index), depth + 1) is not { } item)
                return null;
            items.Add(item);
        }

        return items;
    }

    /// <summary>What has to stand before and behind an item; null where there is none of it.</summary>
    public (IReadOnlyList<string> Before, IReadOnlyList<string> After)? SmallestItemsAround(Region region, int index)
    {
        var count = Math.Max(index, LeastCount(region, "minItems"));
        return SmallestItems(region, count) is { } items
            ? ([.. items.Take(index)], [.. items.Skip(index + 1)])
            : null;
    }

    public static string Array(IEnumerable<string> items) => $"[{string.Join(',', items)}]";

    private IEnumerable<string> SmallCandidates(Region region, int depth)
    {
        foreach (var value in ScalarSamples.Of(region))
            yield return value;
        foreach (var alternative in Alternatives(region))
        {
            if (SmallestObject(alternative, depth) is { } members)
                yield return members.ToString();
            var least = LeastCount(alternative, "minItems");
            if (SmallestItems(alternative, least, depth) is { } items)
                yield return Array(items);
            if (least > 1 && Demands(alternative, "uniqueItems") && Distinct(alternative, least) is { } distinct)
                yield return Array(distinct);
            if (Demands(alternative, "contains") && Smallest(alternative.Contained, depth + 1) is { } contained)
                yield return Array(Enumerable.Repeat(contained, Math.Max(1, LeastCount(alternative, "minContains"))));
        }
    }

    private IEnumerable<string> Objects(Region region, int levels)
    {
        var names = Names(region);
        foreach (var alternative in Alternatives(region))
        {
            if (SmallestObject(alternative) is not { } least)
                continue;
            yield return least.ToString();
            foreach (var value in RoundRobin(names.Select(name => WithMember(alternative, least, name, levels))))
                yield return value;
            foreach (var value in SizedObjects(alternative, least))
                yield return value;
        }
    }

    private IEnumerable<string> WithMember(Region region, JsonMembers least, string name, int levels)
    {
        var member = region.Member(name);
        foreach (var value in levels > 0 ? Values(member, levels - 1) : Few(member))
        {
            yield return least.With(name, value).ToString();
            var dependents = Dependents(region, name).ToList();
            if (dependents.Count > 0 && Completed(region, least.With(name, value), dependents) is { } complete)
                yield return complete.ToString();
        }
    }

    private JsonMembers? Completed(Region region, JsonMembers members, IEnumerable<string> names)
    {
        foreach (var name in names.Where(name => !members.Has(name)))
        {
            if (Smallest(region.Member(name)) is not { } value)
                return null;
            members = members.With(name, value);
        }

        return members;
    }

    private IEnumerable<string> SizedObjects(Region region, JsonMembers least)
    {
        var all = Completed(region, least, Names(region).Where(name => Smallest(region.Member(name)) is not null));
        if (all is not null)
        {
            yield return all.ToString();
            foreach (var name in all.Names)
                yield return all.Without(name).ToString();
        }

        foreach (var count in Counts(region, "minProperties", "maxProperties"))
        {
            if (Grown(region, least, count, 0) is { } grown)
                yield return grown.ToString();
        }
    }

    private JsonMembers? Grown(Region region, JsonMembers members, int count, int depth)
    {
        var foreign = Enumerable.Range(0, count).Select(index => $"{ForeignName}{index}");
        foreach (var name in Names(region).Concat(foreign))
        {
            if (members.Count >= count)
                break;
            if (!members.Has(name) && Smallest(region.Member(name), depth + 1) is { } value
                && IsAccepted(region.Member(name), value))
                members = members.With(name, value);
        }

        return members.Count >= count ? members : null;
    }

    private IEnumerable<string> Arrays(Region region, int levels)
    {
        yield return "[]";
        var positions = Positions(region);
        foreach (var alternative in Alternatives(region))
        {
            foreach (var value in RoundRobin(
                Enumerable.Range(0, positions + 2).Select(index => WithItem(alternative, index, levels))))
                yield return value;
            foreach (var count in Counts(alternative, "minItems", "maxItems", "minContains", "maxContains"))
            {
                if (SmallestItems(alternative, count) is { } items)
                    yield return Array(items);
                if (Distinct(alternative, count) is { } distinct)
                    yield return Array(distinct);
                if (Smallest(alternative.Contained) is { } contained)
                    yield return Array(Enumerable.Repeat(contained, count));
            }
        }
    }

    private IEnumerable<string> WithItem(Region region, int index, int levels)
    {
        if (SmallestItemsAround(region, index) is not var (before, after))
            yield break;
        foreach (var value in levels > 0 ? Values(region.Item(index), levels - 1) : Few(region.Item(index)))
        {
            yield return Array([.. before, value, .. after]);
            if (after.Count == 0)
                yield return Array([.. before, value, value]);
        }
    }

    /// <summary>As many different items, for lists that want no item twice.</summary>
    private List<string>? Distinct(Region region, int count)
    {
        var items = new List<string>();
        var foreign = Enumerable.Range(2, count).Select(number => number.ToString(CultureInfo.InvariantCulture));
        foreach (var value in Few(region.Item(0)).Concat(foreign).Concat(foreign.Select(JsonText.Quote)))
        {
            if (items.Count == count || budget.IsSpent)
                break;
            if (!items.Contains(value) && IsAccepted(region.Item(items.Count), value))
                items.Add(value);
        }

        return items.Count == count ? items : null;
    }

    private IEnumerable<string> Few(Region region) =>
        ScalarSamples.Of(region)
            .Concat(Smallest(region) is { } least ? [least] : [])
            .TakeWhile(_ => !budget.IsSpent)
            .Where(value => IsAccepted(region, value));

    /// <summary>What either schema says of members, and a name of which neither says anything.</summary>
    private static List<string> Names(Region region)
    {
        var names = new List<string>();
        foreach (var place in region.All)
        {
            names.AddRange(Keys(place, "properties"));
            names.AddRange(Texts(place.Get("required")));
            foreach (var keyword in (string[])["dependencies", "dependentRequired", "dependentSchemas"])
            {
                names.AddRange(Keys(place, keyword));
                names.AddRange(place.Get(keyword)?.Members.SelectMany(member => Texts(member.Value)) ?? []);
            }

            foreach (var pattern in Keys(place, "patternProperties"))
                names.AddRange(PatternSampler.Sample(pattern).Take(2));
            if (names.Count > MaxNames)
                break;
        }

        return [.. names.Take(MaxNames).Append(ForeignName).Append("").Distinct(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Keys(SchemaPlace place, string keyword) =>
        place.Get(keyword)?.Members.Select(member => member.Key) ?? [];

    private static IEnumerable<string> Texts(SchemaValue? list) =>
        list?.Items.Where(item => item.IsString).Select(item => item.Text) ?? [];

    private static bool Demands(Region region, string keyword) =>
        region.Demanded.Any(place => place.Get(keyword) is not null);

    private static IEnumerable<string> Required(Region region) =>
        region.Demanded.SelectMany(place => Texts(place.Get("required"))).Take(MaxNames);

    private static IEnumerable<string> Dependents(Region region, string name) =>
        region.Demanded.SelectMany(place =>
            Texts(place.Get("dependencies")?[name]).Concat(Texts(place.Get("dependentRequired")?[name])))
            .Take(MaxNames);

    private static int Positions(Region region) => Math.Min(
        20,
        region.All.Select(place => Math.Max(place.Get("prefixItems")?.Items.Count ?? 0, place.Get("items")?.Items.Count ?? 0))
            .DefaultIfEmpty(0)
            .Max());

    private static int LeastCount(Region region, string keyword) =>
        (int)Math.Min(MaxItems, region.Demanded.Max(place => ScalarSamples.Number(place, keyword)) ?? 0);

    private static IEnumerable<int> Counts(Region region, params string[] keywords) =>
        region.All
            .SelectMany(place => keywords.Select(keyword => ScalarSamples.Number(place, keyword)))
            .Where(bound => bound is >= 0 and < MaxItems)
            .SelectMany(bound => new[] { (int)bound!, (int)bound + 1, Math.Max(0, (int)bound - 1) })
            .Append(2)
            .Distinct();

    /// <summary>One of each, again and again, so that none has to wait for the end of another.</summary>
    public static IEnumerable<string> RoundRobin(IEnumerable<IEnumerable<string>> sources)
    {
        var waiting = new Queue<IEnumerator<string>>();
        foreach (var source in sources)
        {
            var values = source.GetEnumerator();
            if (!values.MoveNext())
                continue;
            yield return values.Current;
            waiting.Enqueue(values);
        }

        while (waiting.TryDequeue(out var values))
        {
            if (!values.MoveNext())
                continue;
            yield return values.Current;
            waiting.Enqueue(values);
        }
    }
}
