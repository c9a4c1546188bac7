using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.JsonSchema.Shapes;
using SchemaRegistry.Formats.JsonSchema.Parsing;

namespace SchemaRegistry.Formats.JsonSchema.Compatibility;

/// <summary>
/// Whether a reader's schema takes what a writer's schema took, by the rules that registries enforce (compatibility
/// rules 5): stricter than what validation would need in some places, looser in others. The original is the writer's,
/// the update the reader's.
/// </summary>
internal static class JsonSchemaCompatibility
{
    public static IReadOnlyList<Incompatibility> Find(
        SchemaScope reader, SchemaScope writer, ComparisonOptions options)
    {
        try
        {
            var found = Compare(writer, reader, options, DifferenceFilter.Incompatible);
            return [.. found.Select(DifferenceMessage.Create)];
        }
        catch (TooComplexException e)
        {
            return e.ToFindings("#/");
        }
        catch (UnresolvedReferenceException)
        {
            return [DifferenceMessage.UnresolvedReference()];
        }
    }

    /// <summary>The differences, the compatible ones too unless they are filtered out.</summary>
    /// <exception cref="TooComplexException">The comparison went beyond its budget.</exception>
    /// <exception cref="UnresolvedReferenceException">A reference leads nowhere.</exception>
    internal static IReadOnlyList<Difference> Compare(
        SchemaScope original, SchemaScope update, ComparisonOptions options, DifferenceFilter filter)
    {
        var budget = new WorkBudget(options.MaxSteps);
        var describer = new PairDescriber(budget);
        var solver = new PairSolver(describer, options.Policy, budget);
        var was = new ShapeLoader(original).Root;
        var now = new ShapeLoader(update).Root;
        return filter == DifferenceFilter.Incompatible && solver.IsCompatible(was, now)
            ? []
            : new DifferenceWalk(describer, solver, options.Policy, filter).Run(was, now);
    }
}
