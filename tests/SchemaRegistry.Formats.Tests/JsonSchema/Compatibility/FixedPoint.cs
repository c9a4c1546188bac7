using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.JsonSchema;
using SchemaRegistry.Formats.JsonSchema.Compatibility;
using SchemaRegistry.Formats.JsonSchema.Shapes;

namespace SchemaRegistry.Formats.Tests.JsonSchema.Compatibility;

/// <summary>
/// The greatest fixed point by its definition: all pairs that can be reached are compatible, then all are judged again
/// and again by what was known before, until nothing changes. Members are matched by trying everything.
/// </summary>
internal static class FixedPoint
{
    public static bool IsCompatible(
        JsonSchemaParsedSchema original, JsonSchemaParsedSchema update, CompatibilityPolicy policy)
    {
        var describer = new PairDescriber(new WorkBudget(new StepBudget(long.MaxValue)));
        var first = (new ShapeLoader(original.Scope).Root.Target, new ShapeLoader(update.Scope).Root.Target);
        var pairs = new Dictionary<(Shape, Shape), PairDescription>();
        Reach(first, describer, pairs);

        var verdicts = pairs.Keys.ToDictionary(pair => pair, _ => true);
        while (true)
        {
            var next = pairs.ToDictionary(pair => pair.Key, pair => Judge(pair.Value, verdicts, policy));
            if (next.All(verdict => verdicts[verdict.Key] == verdict.Value))
                return verdicts[first];
            verdicts = next;
        }
    }

    private static void Reach(
        (Shape, Shape) pair, PairDescriber describer, Dictionary<(Shape, Shape), PairDescription> pairs)
    {
        if (pairs.ContainsKey(pair))
            return;
        var description = describer.Describe(pair.Item1, pair.Item2);
        pairs.Add(pair, description);
        foreach (var link in description.Links)
            Reach((link.Original.Target, link.Update.Target), describer, pairs);
        foreach (var was in description.Originals)
        {
            foreach (var now in description.Updates)
                Reach((was.Target, now.Target), describer, pairs);
        }
    }

    private static bool Judge(
        PairDescription pair, Dictionary<(Shape, Shape), bool> verdicts, CompatibilityPolicy policy)
    {
        var isFine = pair.Found.All(found => found.Type.IsCompatible(policy));
        return pair.Combination switch
        {
            PairCombination.All => isFine && pair.Links.All(IsCompatible),
            PairCombination.FirstOf => isFine || pair.Links.Any(IsCompatible),
            _ => isFine && Largest(pair, verdicts, 0, []) == Math.Min(pair.Originals.Count, pair.Updates.Count),
        };

        bool IsCompatible(PairLink link) => verdicts[(link.Original.Target, link.Update.Target)];
    }

    private static int Largest(
        PairDescription pair, Dictionary<(Shape, Shape), bool> verdicts, int row, HashSet<Shape> used)
    {
        if (row == pair.Originals.Count)
            return 0;
        var best = Largest(pair, verdicts, row + 1, used);
        foreach (var update in pair.Updates)
        {
            if (!verdicts[(pair.Originals[row].Target, update.Target)] || !used.Add(update))
                continue;
            best = Math.Max(best, 1 + Largest(pair, verdicts, row + 1, used));
            used.Remove(update);
        }

        return best;
    }
}
