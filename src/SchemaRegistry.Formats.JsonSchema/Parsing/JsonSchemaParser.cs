using System.Text;
using SchemaRegistry.Formats.JsonSchema.Dialects;
using SchemaRegistry.Formats.JsonSchema.Model;
using SchemaRegistry.Formats.References;

namespace SchemaRegistry.Formats.JsonSchema.Parsing;

/// <summary>Reads a text and the texts that it refers to.</summary>
internal static class JsonSchemaParser
{
    public static SchemaParseResult Parse(string text, ReferenceSet references, SchemaParsing parsing)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        if (SchemaTextReader.Read(utf8, out var syntax) is not { } root)
            return SchemaParseResult.Failure([syntax!]);
        if (!root.IsSchema)
            return SchemaParseResult.Senseless([RefuseRoot(root, new TextPlaces(utf8))]);

        var documents = new List<SchemaDocument>(references.Resolved.Count);
        foreach (var reference in references.Resolved)
        {
            if (ReadReference(reference, out var problem) is not { } document)
                return SchemaParseResult.Failure([problem!]);
            documents.Add(document);
        }

        var scope = ScopeBuilder.Build(new SchemaDocument(root, null), documents);
        if (parsing != SchemaParsing.Stored)
        {
            var problems = new ProblemList(new TextPlaces(utf8));
            SchemaCheck.Run(scope, problems, remoteOnly: parsing == SchemaParsing.Copied);
            if (!problems.IsEmpty)
                return SchemaParseResult.Senseless(problems.Problems);
        }

        return SchemaParseResult.Success(new JsonSchemaParsedSchema(scope));
    }

    private static SchemaProblem RefuseRoot(SchemaValue root, TextPlaces places)
    {
        var (line, column) = places.Find(root.Position);
        var found = root.Kind.ToString().ToUpperInvariant();
        return new SchemaProblem(
            $"Invalid JSON schema: expected an object or boolean at the root, found {found}", "", line, column);
    }

    private static SchemaDocument? ReadReference(ResolvedReference reference, out SchemaProblem? problem)
    {
        var root = SchemaTextReader.Read(Encoding.UTF8.GetBytes(reference.Text), out problem);
        if (problem is not null)
            problem = problem with { Message = $"In the reference {reference.Name}: {problem.Message}" };
        return root is null ? null : new SchemaDocument(root, reference.Name);
    }
}
