using System.Diagnostics.CodeAnalysis;

namespace SchemaRegistry.Formats;

/// <summary>
/// Either a schema or every problem that was found, in the order of the text; never both, never neither.
/// </summary>
public sealed class SchemaParseResult
{
    private SchemaParseResult(ParsedSchema? schema, IReadOnlyList<SchemaProblem> problems, bool isReadable)
    {
        Schema = schema;
        Problems = problems;
        IsReadable = isReadable;
    }

    public ParsedSchema? Schema { get; }

    public IReadOnlyList<SchemaProblem> Problems { get; }

    /// <summary>
    /// Whether the text has the form of its language; problems then are about what it says, not about how.
    /// </summary>
    public bool IsReadable { get; }

    public static SchemaParseResult Success(ParsedSchema schema) => new(schema, [], isReadable: true);

    public static SchemaParseResult Failure(IReadOnlyList<SchemaProblem> problems) =>
        Refuse(problems, isReadable: false);

    /// <summary>A text of the right form that means nothing.</summary>
    public static SchemaParseResult Senseless(IReadOnlyList<SchemaProblem> problems) =>
        Refuse(problems, isReadable: true);

    public bool TryGetSchema(
        [NotNullWhen(true)] out ParsedSchema? schema,
        out IReadOnlyList<SchemaProblem> problems)
    {
        schema = Schema;
        problems = Problems;
        return schema is not null;
    }

    private static SchemaParseResult Refuse(IReadOnlyList<SchemaProblem> problems, bool isReadable)
    {
        ArgumentOutOfRangeException.ThrowIfZero(problems.Count);
        return new(null, problems, isReadable);
    }
}
