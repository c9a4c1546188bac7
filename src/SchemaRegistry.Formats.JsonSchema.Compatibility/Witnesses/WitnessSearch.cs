using System.Text;
using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.JsonSchema.Compatibility.Proposals;
using SchemaRegistry.Formats.JsonSchema.Dialects;
using SchemaRegistry.Formats.JsonSchema.Model;
using SchemaRegistry.Formats.JsonSchema.Validation;

namespace SchemaRegistry.Formats.JsonSchema.Compatibility.Witnesses;

/// <summary>
/// Looks for a JSON text that the writer's schema accepts and the reader's refuses, on account of one finding: values
/// are made for the place of the finding and carried to the root in the smallest values around it. A reader of JSON
/// never misreads. The same search finds the same.
/// </summary>
internal sealed class WitnessSearch
{
    /// <summary>Levels below the place of the finding that get other content, one search after the other.</summary>
    private const int MaxLevels = 2;

    /// <summary>Steps from the root to the place of the finding; deeper data is refused anyway.</summary>
    private const int MaxSteps = 64;

    /// <summary>Regular expressions of both schemas: each takes some milliseconds to prepare.</summary>
    private const int MaxPatterns = 300;

    /// <summary>Values that are carried a level up without any that is accepted there.</summary>
    private const int MaxVain = 20;

    /// <summary>Of a finding about a keyword that errors are told of as well; else null.</summary>
    private readonly string? _keyword;

    /// <summary>A property or an item, to which the route leads then.</summary>
    private readonly bool _isAboutEntry;
    private readonly string _path;
    private readonly SearchBudget _budget;
    private readonly JsonValidator _reader;
    private readonly JsonValidator _writer;
    private readonly ValueMaker _values;
    private readonly HashSet<string> _tried = new(StringComparer.Ordinal);

    /// <summary>The first payload that the reader refuses for a reason that may be the finding's keyword.</summary>
    private Witness? _second;

    private WitnessSearch(
        Incompatibility finding, DifferenceType type, PlaceValidators writer, JsonValidator reader, SearchBudget budget)
    {
        _path = finding.Path;
        var last = finding.Path[(finding.Path.LastIndexOf('/') + 1)..];
        var subject = RuleSubject.Of(type);
        _isAboutEntry = subject == RuleSubject.Entry && !IsAboutObject(type);
        if (finding.Rule.StartsWith("REQUIRED_", StringComparison.Ordinal))
            _keyword = "required";
        else if (subject == RuleSubject.Keyword && IsTold(last))
            _keyword = last;
        _writer = writer.Root;
        _reader = reader;
        _budget = budget;
        _values = new ValueMaker(writer, budget);
    }

    public static Witness? Run(
        Incompatibility finding, JsonSchemaParsedSchema reader, JsonSchemaParsedSchema writer, WitnessBudget budget)
    {
        var options = new JsonValidatorOptions { MaxWork = SearchBudget.MaxValidationWork, MaxErrors = 20 };
        if (DifferenceMessage.TypeOf(finding) is not { } type
            || CountPatterns(reader) + CountPatterns(writer) > MaxPatterns
            || PlaceValidators.Compile(writer, options) is not { } writers
            || JsonValidator.Compile(reader, options, out _) is not { } readers)
            return null;
        var search = new WitnessSearch(finding, type, writers, readers, new SearchBudget(budget));
        try
        {
            return search.Find(
                new RegionMap(writer.Scope, reader.Scope, new StepBudget(SearchBudget.MaxPlaces)).Root);
        }
        catch (TooComplexException)
        {
            return search._second;
        }
    }

    private static int CountPatterns(JsonSchemaParsedSchema schema)
    {
        var count = 0;
        var waiting = new Stack<SchemaValue>();
        waiting.Push(schema.Root);
        while (waiting.TryPop(out var value))
        {
            count += (value.TextOf("pattern") is null ? 0 : 1) + (value["patternProperties"]?.Members.Count ?? 0);
            foreach (var item in value.Items)
                waiting.Push(item);
            foreach (var member in value.Members)
                waiting.Push(member.Value);
        }

        return count;
    }

    private Witness? Find(Region root)
    {
        var route = FindingRoute.Find(root, _path);
        if (route.Count > MaxSteps)
            return null;
        for (var levels = 0; levels <= MaxLevels; levels++)
        {
            foreach (var value in Payloads(root, route, levels))
            {
                if (_budget.IsSpent)
                    return _second;
                if (Try(value, route) is not var (witness, isExact))
                    continue;
                if (isExact)
                    return witness;
                _second ??= witness;
            }
        }

        return _second;
    }

    /// <summary>Of a property or an item, the object or array that has it, or lacks it, counts as well.</summary>
    private IEnumerable<string> Payloads(Region root, IReadOnlyList<RouteStep> route, int levels)
    {
        var below = Carried(root, route, 0, levels);
        if (!_isAboutEntry || route.Count == 0)
            return below;
        return ValueMaker.RoundRobin([below, Carried(root, [.. route.SkipLast(1)], 0, levels)]);
    }

    private IEnumerable<string> Carried(Region region, IReadOnlyList<RouteStep> route, int at, int levels)
    {
        if (at == route.Count)
            return _values.Values(region, levels);
        var step = route[at];
        return step.Alternative is null
            ? ValueMaker.RoundRobin(
                _values.Alternatives(region)
                    .TakeWhile(_ => !_budget.IsSpent)
                    .Select(each => CarriedBy(each, region, route, at, levels)))
            : Carried(FindingRoute.Follow(region, step), route, at + 1, levels);
    }

    private IEnumerable<string> CarriedBy(
        Region alternative, Region region, IReadOnlyList<RouteStep> route, int at, int levels)
    {
        // The ways through all alternatives of all steps may be more than can be counted, and none may lead to a value.
        _budget.CountPart();
        var step = route[at];
        var members = step.Member is null ? null : _values.SmallestObject(alternative);
        var items = step.Item is { } index ? _values.SmallestItemsAround(alternative, index) : null;
        if (members is null && items is null)
            yield break;
        var vain = 0;
        foreach (var value in Carried(FindingRoute.Follow(alternative, step), route, at + 1, levels))
        {
            var whole = members is not null
                ? members.With(step.Member!, value).ToString()
                : ValueMaker.Array([.. items!.Value.Before, value, .. items.Value.After]);
            if (_values.IsAccepted(region, whole))
            {
                vain = -1;
                yield return whole;
            }
            else if (vain >= 0 && ++vain == MaxVain)
            {
                yield break;
            }
        }
    }

    /// <summary>Whether the reader's reason is the finding's own keyword, where it has one.</summary>
    private (Witness Witness, bool IsExact)? Try(string value, IReadOnlyList<RouteStep> route)
    {
        if (!_tried.Add(value))
            return null;
        _budget.CountPayload();
        var payload = Encoding.UTF8.GetBytes(value);
        if (payload.Length > _budget.MaxPayloadBytes
            || Judge(_writer, payload) != ValidationVerdict.Accepted
            || Judge(_reader, payload) != ValidationVerdict.Refused)
            return null;
        Witness? second = null;
        foreach (var error in _reader.Validate(payload))
        {
            if (error.SchemaPath is null || !IsAbout(error, route))
                continue;
            var witness = new Witness(value, payload, WitnessOutcome.Rejected, error.ToString());
            if (_keyword is null || KeywordOf(error) == _keyword)
                return (witness, true);
            if (MayStandForKeyword(error))
                second ??= witness;
        }

        return second is null ? null : (second, false);
    }

    private ValidationVerdict Judge(JsonValidator validator, byte[] payload)
    {
        var verdict = validator.Judge(payload);
        if (verdict == ValidationVerdict.Stopped)
            _budget.CountStopped();
        return verdict;
    }

    /// <summary>
    /// An error at the place of the finding or below it; of a property or an item, also at the object or array itself;
    /// or further up, when a combination refuses without saying what in it does not fit.
    /// </summary>
    private bool IsAbout(JsonDataError error, IReadOnlyList<RouteStep> route)
    {
        var expected = Pointer(route);
        if (IsWithin(error.InstancePath, expected)
            || (_isAboutEntry && error.InstancePath == Pointer(route.SkipLast(1))))
            return true;
        return IsWithin(expected, error.InstancePath) && IsOfCombination(error);
    }

    private static string Pointer(IEnumerable<RouteStep> route)
    {
        var place = SchemaPath.Root;
        foreach (var step in route)
        {
            if (step.Member is not null)
                place = place.Then(step.Member);
            else if (step.Item is { } index)
                place = place.Then(index);
        }

        return place.ToString();
    }

    /// <summary>
    /// Whether the reason may be the finding's keyword though another one is named: the one of two that are checked
    /// together, or a combination that has it somewhere below.
    /// </summary>
    private bool MayStandForKeyword(JsonDataError error) =>
        IsOfCombination(error)
        || (KeywordOf(error), _keyword)
            is ("minimum", "exclusiveMinimum") or ("exclusiveMinimum", "minimum")
            or ("maximum", "exclusiveMaximum") or ("exclusiveMaximum", "maximum")
            or ("contains", "minContains") or ("const", "enum") or ("enum", "const");

    private static bool IsOfCombination(JsonDataError error) => KeywordOf(error) is "anyOf" or "oneOf" or "not";

    private static string KeywordOf(JsonDataError error) =>
        error.SchemaPath![(error.SchemaPath!.LastIndexOf('/') + 1)..];

    /// <summary>The route to a name of a list leads to the object that the list is about.</summary>
    private static bool IsAboutObject(DifferenceType type) => type
        is DifferenceType.RequiredAttributeAdded
        or DifferenceType.DependencyArrayAdded or DifferenceType.DependencyArrayExtended
        or DifferenceType.DependencyArrayChanged or DifferenceType.DependencySchemaAdded;

    private static bool IsTold(string keyword) =>
        KeywordTable.Find(SchemaDraft.Draft202012, keyword)?.Vocabulary == Vocabularies.Validation;

    private static bool IsWithin(string path, string whole) =>
        path.StartsWith(whole, StringComparison.Ordinal)
        && (path.Length == whole.Length || path[whole.Length] == '/');
}
