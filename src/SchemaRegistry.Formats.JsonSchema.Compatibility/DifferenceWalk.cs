using System.Globalization;
using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.JsonSchema.Shapes;

namespace SchemaRegistry.Formats.JsonSchema.Compatibility;

/// <summary>Which differences are collected.</summary>
internal enum DifferenceFilter
{
    All,

    /// <summary>Only those that make the update incompatible; whatever is compatible is passed over.</summary>
    Incompatible,
}

/// <summary>
/// Collects the differences of two schemas with their paths. A shared definition is reported at each of its uses; one
/// that contains itself is not entered again below itself. The verdicts are the solver's, so that nothing here decides
/// anything; a stack of its own keeps deep schemas from the thread's.
/// </summary>
internal sealed class DifferenceWalk(
    PairDescriber describer, PairSolver solver, CompatibilityPolicy policy, DifferenceFilter filter)
{
    private readonly List<Difference> _differences = [];
    private readonly HashSet<(Shape, Shape)> _open = [];
    private readonly HashSet<(Shape, Shape)> _entered = [];
    private readonly Stack<Visit> _visits = new();
    private int _repeated;
    private long _pathCharacters;

    /// <summary>
    /// At most <see cref="JsonSchemaLimits.MaxFindings"/>; at least one where the verdict is that the two are
    /// incompatible.
    /// </summary>
    /// <exception cref="TooComplexException">The budget is spent.</exception>
    /// <exception cref="UnresolvedReferenceException">A reference leads nowhere.</exception>
    public IReadOnlyList<Difference> Run(Shape original, Shape update)
    {
        Enter(original.Target, update.Target, DifferencePath.Root);
        while (_visits.TryPeek(out var visit) && !IsFull)
        {
            if (visit.Below.TryDequeue(out var link))
                Enter(link.Original.Target, link.Update.Target, visit.Path.Then(link.At));
            else
                _open.Remove(_visits.Pop().Key);
        }

        return _differences;
    }

    private bool IsFull =>
        _differences.Count >= JsonSchemaLimits.MaxFindings
        || _pathCharacters >= JsonSchemaLimits.MaxFindingCharacters;

    private void Enter(Shape original, Shape update, DifferencePath path)
    {
        var key = (original, update);

        // Uses of uses multiply. Past the limit each pair is entered once: every pair is still seen.
        var isKnown = !_entered.Add(key);
        if (isKnown && _repeated >= JsonSchemaLimits.MaxRepeatedPairs)
            return;
        if (!_open.Add(key))
            return;
        if (isKnown)
            _repeated++;
        var visit = new Visit(key, path, []);
        _visits.Push(visit);
        Describe(visit, describer.Describe(original, update));
    }

    private void Describe(Visit visit, PairDescription pair)
    {
        switch (pair.Combination)
        {
            case PairCombination.FirstOf when FirstCompatible(pair) is { } link:
                Follow(visit, link, isCompatible: true);
                if (pair.Success is { } success)
                    Add(success, visit, default);
                break;
            case PairCombination.Matching:
                AddFound(visit, pair);
                FollowMatched(visit, pair);
                break;
            case PairCombination.All:
                AddFound(visit, pair);
                FollowAll(visit, pair);
                break;
            default:
                AddFound(visit, pair);
                break;
        }
    }

    private void AddFound(Visit visit, PairDescription pair)
    {
        foreach (var found in pair.Found)
            Add(found.Type, visit, found.At);
    }

    private PairLink? FirstCompatible(PairDescription pair)
    {
        foreach (var link in pair.Links)
        {
            if (solver.IsCompatible(link.Original, link.Update))
                return link;
        }

        return null;
    }

    private void FollowAll(Visit visit, PairDescription pair)
    {
        foreach (var link in pair.Links)
        {
            var isCompatible = solver.IsCompatible(link.Original, link.Update);
            if (!link.HidesDetails)
                Follow(visit, link, isCompatible);
            if ((isCompatible ? link.IfCompatible : link.IfNot) is { } type)
                Add(type, visit, link.At);
        }
    }

    private void FollowMatched(Visit visit, PairDescription pair)
    {
        var matching = solver.Match(pair);
        if (matching.Size < Math.Min(pair.Originals.Count, pair.Updates.Count))
            Add(DifferenceType.CombinedTypeSubschemasChanged, visit, default);
        for (var row = 0; row < pair.Originals.Count; row++)
        {
            var column = matching.ColumnOf[row];
            if (column < 0)
                continue;
            var at = new PathStep(pair.Criterion, row.ToString(CultureInfo.InvariantCulture));
            Follow(visit, new PairLink(pair.Originals[row], pair.Updates[column], at), isCompatible: true);
        }
    }

    private void Follow(Visit visit, PairLink link, bool isCompatible)
    {
        if (!isCompatible || filter == DifferenceFilter.All)
            visit.Below.Enqueue(link);
    }

    private void Add(DifferenceType type, Visit visit, PathStep at)
    {
        if (IsFull || (filter == DifferenceFilter.Incompatible && type.IsCompatible(policy)))
            return;
        var text = visit.Path.Then(at).ToString();
        _pathCharacters += text.Length;
        _differences.Add(new Difference(type, text, new DifferencePlace(visit.Key.Original, visit.Key.Update, at)));
    }

    /// <summary>A pair that is being walked, and what of it is still to be walked.</summary>
    private readonly record struct Visit(
        (Shape Original, Shape Update) Key, DifferencePath Path, Queue<PairLink> Below);
}
