using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.JsonSchema.Shapes;

namespace SchemaRegistry.Formats.JsonSchema.Compatibility;

/// <summary>
/// Whether an update takes what its original took, for every pair that is asked for. Recursive schemas make pairs hang
/// on each other in circles; the answer is the greatest fixed point: a pair is compatible unless a difference shows
/// that it is not, so that a circle alone proves nothing.
/// <para>
/// All pairs begin as compatible. One that is found not to be tells the pairs that hang on it, once; since more
/// compatible pairs never make a verdict worse, the end does not depend on the order.
/// </para>
/// </summary>
internal sealed class PairSolver(PairDescriber describer, CompatibilityPolicy policy, WorkBudget budget)
{
    private readonly Dictionary<(Shape Original, Shape Update), Pair> _pairs = [];
    private readonly Stack<Pair> _discovered = new();
    private readonly Stack<Pair> _failed = new();

    /// <summary>
    /// Matchings that lost an edge, the ones found last first: these lie deepest, and a matching is computed best after
    /// all matchings below it.
    /// </summary>
    private readonly PriorityQueue<Pair, int> _weakened = new();

    /// <exception cref="TooComplexException">The budget is spent.</exception>
    /// <exception cref="UnresolvedReferenceException">A reference leads nowhere.</exception>
    public bool IsCompatible(Shape original, Shape update)
    {
        var pair = Find(original, update);
        if (!pair.IsSettled)
            Settle(pair);
        return pair.IsCompatible;
    }

    /// <summary>Which members of a combined original go with which of its update: as many as possible.</summary>
    public Matching Match(PairDescription pair) =>
        Matching.Find(
            pair.Originals.Count,
            pair.Updates.Count,
            (row, column) => IsCompatible(pair.Originals[row], pair.Updates[column]),
            budget);

    private Pair Find(Shape original, Shape update)
    {
        var key = (original.Target, update.Target);
        if (_pairs.TryGetValue(key, out var known))
            return known;
        if (_pairs.Count == JsonSchemaLimits.MaxComparedPairs)
            throw TooManyPairs();

        var pair = new Pair(key.Item1, key.Item2);
        _pairs.Add(key, pair);
        return pair;
    }

    private static TooComplexException TooManyPairs() =>
        new($"more than {JsonSchemaLimits.MaxComparedPairs} pairs of schemas (MaxComparedPairs)");

    private void Settle(Pair first)
    {
        var settled = Discover(first);
        while (true)
        {
            if (_failed.TryPop(out var failed))
                TellDependents(failed);
            else if (_weakened.TryDequeue(out var weakened, out _))
                MatchAgain(weakened);
            else
                break;
        }

        foreach (var pair in settled)
            pair.Settle();
    }

    private List<Pair> Discover(Pair first)
    {
        var settled = new List<Pair>();
        _discovered.Push(first);
        while (_discovered.TryPop(out var pair))
        {
            if (pair.IsDiscovered)
                continue;
            pair.Discover(settled.Count);
            settled.Add(pair);
            Describe(pair, describer.Describe(pair.Original, pair.Update));
        }

        return settled;
    }

    private void Describe(Pair pair, PairDescription description)
    {
        var isFine = description.Found.TrueForAll(found => found.Type.IsCompatible(policy));
        switch (description.Combination)
        {
            case PairCombination.All when !isFine:
            case PairCombination.Matching when !isFine:
                // Whatever lies below changes nothing any more; it is looked at when it is reported.
                Fail(pair);
                break;
            case PairCombination.All:
                foreach (var link in description.Links)
                    Attach(pair, Find(link.Original, link.Update));
                break;
            case PairCombination.FirstOf when !isFine:
                pair.AwaitAnyOf(description.Links.Count);
                foreach (var link in description.Links)
                    Attach(pair, Find(link.Original, link.Update));
                if (description.Links.Count == 0)
                    Fail(pair);
                break;
            case PairCombination.Matching:
                AttachMembers(pair, description);
                break;
        }
    }

    private void AttachMembers(Pair pair, PairDescription description)
    {
        if (description.Width > JsonSchemaLimits.MaxComparedPairs)
            throw TooManyPairs();
        var members = new Pair[description.Originals.Count, description.Updates.Count];
        pair.AwaitMatching(members);
        for (var row = 0; row < members.GetLength(0); row++)
        {
            for (var column = 0; column < members.GetLength(1); column++)
            {
                members[row, column] = Find(description.Originals[row], description.Updates[column]);
                Attach(pair, members[row, column]);
            }
        }
    }

    private void Attach(Pair pair, Pair below)
    {
        if (!below.IsCompatible)
            Tell(pair);
        else if (!below.IsSettled)
        {
            below.AddDependent(pair);
            _discovered.Push(below);
        }
    }

    private void Fail(Pair pair)
    {
        if (!pair.IsCompatible)
            return;
        pair.Fail();
        _failed.Push(pair);
    }

    private void TellDependents(Pair failed)
    {
        budget.Spend(1 + failed.Dependents.Count);
        foreach (var pair in failed.Dependents)
            Tell(pair);
    }

    /// <summary>One of the pairs below is not compatible.</summary>
    private void Tell(Pair pair)
    {
        if (!pair.IsCompatible)
            return;
        if (pair.Members is null)
        {
            if (pair.LosesOne())
                Fail(pair);
        }
        else if (!pair.IsWeakened)
        {
            pair.IsWeakened = true;
            _weakened.Enqueue(pair, -pair.Order);
        }
    }

    private void MatchAgain(Pair pair)
    {
        pair.IsWeakened = false;
        var members = pair.Members!;
        var rows = members.GetLength(0);
        var columns = members.GetLength(1);
        var matching = Matching.Find(rows, columns, (row, column) => members[row, column].IsCompatible, budget);
        if (matching.Size < Math.Min(rows, columns))
            Fail(pair);
    }

    /// <summary>An original and an update, and what is known of them.</summary>
    private sealed class Pair(Shape original, Shape update)
    {
        private List<Pair>? _dependents;
        private int _needed = 1;

        public Shape Original { get; } = original;

        public Shape Update { get; } = update;

        public bool IsCompatible { get; private set; } = true;

        public bool IsDiscovered { get; private set; }

        /// <summary>The verdict is final.</summary>
        public bool IsSettled { get; private set; }

        public int Order { get; private set; }

        /// <summary>The pairs that hang on this one; a pair stands here for each of its links.</summary>
        public IReadOnlyList<Pair> Dependents => _dependents ?? [];

        /// <summary>Of a matching, else null.</summary>
        public Pair[,]? Members { get; private set; }

        public bool IsWeakened { get; set; }

        public void Discover(int order)
        {
            IsDiscovered = true;
            Order = order;
        }

        public void AddDependent(Pair pair) => (_dependents ??= []).Add(pair);

        public void AwaitAnyOf(int links) => _needed = links;

        public void AwaitMatching(Pair[,] members) => Members = members;

        /// <summary>Whether that was the last one that could be lost.</summary>
        public bool LosesOne() => --_needed <= 0;

        public void Fail() => IsCompatible = false;

        /// <summary>Frees what was only needed on the way.</summary>
        public void Settle()
        {
            IsSettled = true;
            _dependents = null;
            Members = null;
        }
    }
}
