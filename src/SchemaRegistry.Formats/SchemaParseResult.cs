using System.Diagnostics.CodeAnalysis;

namespace SchemaRegistry.Formats;

/// <summary>
/// Either a schema or every problem that was found, in the order of the text; never both, never neither.
/// </summary>
public sealed class SchemaParseResult
{
    private SchemaParseResult(ParsedSchema? schema, IReadOnlyList<SchemaProblem> problems)
    {
        Schema = schema;
        Problems = problems;
    }

    public ParsedSchema? Schema { get; }

    public IReadOnlyList<SchemaProblem> Problems { get; }

    public static SchemaParseResult Success(ParsedSchema schema) => new(schema, []);

    public static SchemaParseResult Failure(IReadOnlyList<SchemaProblem> problems)
    {
        ArgumentOutOfRangeException.ThrowIfZero(problems.Count);
        return new(null, problems);
    }

    public bool TryGetSchema(
        [NotNullWhen(true)] out ParsedSchema? schema,
        out IReadOnlyList<SchemaProblem> problems)
    {
        schema = Schema;
        problems = Problems;
        return schema is not null;
    }
}
