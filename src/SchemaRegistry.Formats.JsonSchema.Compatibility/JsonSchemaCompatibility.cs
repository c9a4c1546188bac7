using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.JsonSchema.Compatibility.Locating;
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

    /// <summary>The findings of <see cref="Find"/>, with their places.</summary>
    public static IReadOnlyList<LocatedIncompatibility> Locate(
        ComparedSide reader, ComparedSide writer, ComparisonOptions options)
    {
        var (inReader, inWriter) = (new SpotFinder(reader), new SpotFinder(writer));
        var (update, original) = ((JsonSchemaParsedSchema)reader.Schema, (JsonSchemaParsedSchema)writer.Schema);
        try
        {
            return
            [
                .. Compare(original.Scope, update.Scope, options, DifferenceFilter.Incompatible)
                    .Select(found => new LocatedIncompatibility(
                        DifferenceMessage.Create(found),
                        inReader.Find(found.Place, ComparedRole.Update, found.Type),
                        inWriter.Find(found.Place, ComparedRole.Original, found.Type))),
            ];
        }
        catch (TooComplexException e)
        {
            return [.. e.ToFindings("#/").Select(AtRoots)];
        }
        catch (UnresolvedReferenceException)
        {
            return [AtRoots(DifferenceMessage.UnresolvedReference())];
        }

        LocatedIncompatibility AtRoots(Incompatibility finding) => new(finding, inReader.Root, inWriter.Root);
    }

    /// <summary>The differences, the compatible ones too unless they are filtered out.</summary>
    /// <exception cref="TooComplexException">The comparison went beyond its budget.</exception>
    /// <exception cref="UnresolvedReferenceException">A reference leads nowhere.</exception>
    internal static IReadOnlyList<Difference> Compare(
        SchemaScope original, SchemaScope update, ComparisonOptions options, DifferenceFilter filter)
    {
        var budget = new WorkBudget(options.StartBudget());
        var describer = new PairDescriber(budget);
        var solver = new PairSolver(describer, options.Policy, budget);
        var was = new ShapeLoader(original).Root;
        var now = new ShapeLoader(update).Root;
        return filter == DifferenceFilter.Incompatible && solver.IsCompatible(was, now)
            ? []
            : new DifferenceWalk(describer, solver, options.Policy, filter).Run(was, now);
    }
}
