using System.Text;
using SchemaRegistry.Formats.Avro.Canonical;
using SchemaRegistry.Formats.Avro.Model;
using SchemaRegistry.Formats.References;

namespace SchemaRegistry.Formats.Avro.Parsing;

/// <summary>Reads a text and the texts that it refers to into one graph of types.</summary>
internal static class AvroParser
{
    public static SchemaParseResult Parse(string text, ReferenceSet references, SchemaParsing parsing)
    {
        var scope = new TypeScope();
        foreach (var reference in references.Resolved)
        {
            if (ParseText(reference.Text, scope, SchemaParsing.Stored, out var found) is null)
                return SchemaParseResult.Failure([.. found.Select(problem => InReference(problem, reference))]);
        }

        var imported = scope.Types.ToHashSet<NamedSchema>(ReferenceEqualityComparer.Instance);
        return ParseText(text, scope, parsing, out var problems) is { } root
            ? Print(root, imported)
            : SchemaParseResult.Failure(problems);
    }

    private static SchemaParseResult Print(AvroSchema root, HashSet<NamedSchema> imported)
    {
        try
        {
            return SchemaParseResult.Success(new AvroParsedSchema(root, imported));
        }
        catch (SchemaTooDeepException)
        {
            return SchemaParseResult.Failure(
                [new SchemaProblem($"The schema is nested more than {AvroLimits.MaxDepth} levels deep", "")]);
        }
    }

    private static AvroSchema? ParseText(
        string text, TypeScope scope, SchemaParsing parsing, out IReadOnlyList<SchemaProblem> problems)
    {
        var utf8 = System.Text.Encoding.UTF8.GetBytes(text);
        if (AvroJsonReader.Read(utf8, out var syntax) is not { } json)
        {
            problems = [syntax!];
            return null;
        }

        var found = new ProblemList(new TextPlaces(utf8));
        var definitions = new DefinitionCollector(scope, parsing, found);
        definitions.Collect(json, null, SchemaPath.Root);
        var builder = new SchemaBuilder(scope, definitions, parsing, found);
        var root = builder.Build(json, null, SchemaPath.Root);
        if (found.IsEmpty)
            builder.CheckDefaults();
        problems = found.Problems;
        return found.IsEmpty ? root : null;
    }

    private static SchemaProblem InReference(SchemaProblem problem, ResolvedReference reference) =>
        problem with { Message = $"In the reference {reference.Name}: {problem.Message}" };
}
