using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.JsonSchema.Model;
using SchemaRegistry.Formats.JsonSchema.Parsing;
using SchemaRegistry.Formats.JsonSchema.Patterns;

namespace SchemaRegistry.Formats.JsonSchema.Compatibility.Witnesses;

/// <summary>
/// The regions of one search. Values that are judged by the same schemas are one region, so that recursive schemas have
/// only so many.
/// </summary>
internal sealed class RegionMap(SchemaScope writer, SchemaScope reader, StepBudget budget)
{
    /// <summary>Schemas of one value that are looked at; what is further down the alternatives is left out.</summary>
    private const int MaxPlaces = 400;

    /// <summary>Patterns of property names that are prepared; one takes up to a millisecond.</summary>
    private const int MaxPatterns = 200;

    private readonly Dictionary<SchemaPlace, int> _numbers = [];
    private readonly Dictionary<string, Region> _regions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SchemaPattern?> _patterns = new(StringComparer.Ordinal);

    public SchemaScope Writer => writer;

    public SchemaScope Reader => reader;

    public Region Root => Find([writer.Root.RootPlace], [], [reader.Root.RootPlace]);

    /// <param name="demanded">Schemas of the writer that have to accept the value.</param>
    /// <param name="alternatives">Others that may have a say.</param>
    /// <param name="readers">Schemas of the reader.</param>
    public Region Find(
        IEnumerable<SchemaPlace> demanded, IEnumerable<SchemaPlace> alternatives, IEnumerable<SchemaPlace> readers)
    {
        SchemaPlace[][] roots =
        [
            [.. demanded.Distinct().Take(MaxPlaces)],
            [.. alternatives.Distinct().Take(MaxPlaces)],
            [.. readers.Distinct().Take(MaxPlaces)],
        ];
        budget.Spend(1 + roots.Sum(places => places.Length));
        var key = string.Join('|', roots.Select(places => string.Join(',', places.Select(NumberOf).Order())));
        if (!_regions.TryGetValue(key, out var region))
            _regions.Add(key, region = new Region(this, roots[0], roots[1], roots[2]));
        return region;
    }

    /// <summary>The places, and those that a step leads to from any of them.</summary>
    /// <exception cref="TooComplexException">The search has looked at too many places.</exception>
    public IReadOnlyList<SchemaPlace> Close(
        IEnumerable<SchemaPlace> roots,
        SchemaScope scope,
        Func<SchemaScope, SchemaPlace, IEnumerable<SchemaPlace>> step)
    {
        var found = new List<SchemaPlace>();
        var seen = new HashSet<SchemaPlace>();
        var waiting = new Queue<SchemaPlace>(roots);
        while (waiting.TryDequeue(out var place) && found.Count < MaxPlaces)
        {
            budget.Spend(1);
            if (!seen.Add(place))
                continue;
            found.Add(place);
            foreach (var next in step(scope, place).TakeWhile(_ => waiting.Count < MaxPlaces))
                waiting.Enqueue(next);
        }

        return found;
    }

    /// <summary>
    /// Whether a pattern of property names is found in a name. One that would have to backtrack, or that comes after
    /// many others, counts as not found: the search then makes less of it.
    /// </summary>
    public bool IsFound(string pattern, string name)
    {
        budget.Spend(1);
        if (!_patterns.TryGetValue(pattern, out var known) && _patterns.Count < MaxPatterns)
            _patterns.Add(pattern, known = SchemaPattern.Create(pattern, out _));
        return known is { MayTimeOut: false } && known.IsMatch(name);
    }

    private int NumberOf(SchemaPlace place)
    {
        if (!_numbers.TryGetValue(place, out var number))
            _numbers.Add(place, number = _numbers.Count);
        return number;
    }
}
