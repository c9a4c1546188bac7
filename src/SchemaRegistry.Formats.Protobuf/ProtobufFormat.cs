using SchemaRegistry.Formats.Protobuf.Canonical;
using SchemaRegistry.Formats.Protobuf.Model;
using SchemaRegistry.Formats.Protobuf.Parsing;
using SchemaRegistry.Formats.References;

namespace SchemaRegistry.Formats.Protobuf;

/// <summary>The entry to the Protocol Buffers language: .proto files of proto2, proto3 and editions.</summary>
public sealed class ProtobufFormat : ISchemaFormat
{
    public static readonly ProtobufFormat Instance = new();

    private ProtobufFormat()
    {
    }

    public SchemaType Type => SchemaType.Protobuf;

    /// <summary>
    /// Reads the text of a .proto file, or the base64 of its descriptor. A schema that is checked must know the types
    /// that it uses; what a linker checks beyond that is not looked at.
    /// </summary>
    public SchemaParseResult Parse(string text, ReferenceSet references, SchemaParsing parsing)
    {
        var imports = new Dictionary<string, ProtoFile>(StringComparer.Ordinal);
        foreach (var reference in references.Resolved)
        {
            var read = SchemaReader.Read(reference.Text, imports.Values);
            if (read.File is null)
                return SchemaParseResult.Failure([.. read.Problems.Select(problem => InReference(problem, reference))]);
            imports.TryAdd(reference.Name, read.File);
        }

        var parsed = SchemaReader.Read(text, imports.Values);
        return parsed.File is null
            ? SchemaParseResult.Failure(parsed.Problems)
            : Check(parsed.File, references, imports, parsing);
    }

    private static SchemaParseResult Check(
        ProtoFile file, ReferenceSet references, Dictionary<string, ProtoFile> imports, SchemaParsing parsing)
    {
        try
        {
            var schema = new ProtobufSchema(file, references, imports);
            if (parsing is SchemaParsing.Copied or SchemaParsing.Stored)
                return SchemaParseResult.Success(schema);

            _ = schema.ToNormalizedText();
            return schema.UnresolvedTypes.Count == 0
                ? SchemaParseResult.Success(schema)
                : SchemaParseResult.Senseless(
                    [.. schema.UnresolvedTypes.Take(ProtobufLimits.MaxProblems).Select(ToProblem)]);
        }
        catch (PrintTooLongException e)
        {
            return SchemaParseResult.Failure([new SchemaProblem(e.Message, "")]);
        }
    }

    private static SchemaProblem ToProblem(UnresolvedType type) =>
        new(
            $"Could not resolve type: {type.Name} is defined neither here, nor in a reference, nor built in",
            "",
            type.Place.Line,
            type.Place.Column);

    private static SchemaProblem InReference(SchemaProblem problem, ResolvedReference reference) =>
        problem with { Message = $"In the reference {reference.Name}: {problem.Message}" };
}
