using System.Diagnostics.CodeAnalysis;

namespace SchemaRegistry.Formats.Tags;

/// <summary>Either the canonical text of the edited schema, or the problem.</summary>
public sealed class TagEditResult
{
    private TagEditResult(string? text, SchemaProblem? problem)
    {
        Text = text;
        Problem = problem;
    }

    public string? Text { get; }

    public SchemaProblem? Problem { get; }

    public static TagEditResult Success(string text) => new(text, null);

    /// <summary>The schema has no such entity; the text is the API's.</summary>
    public static TagEditResult NoMatch(SchemaEntity entity) =>
        Failure($"No matching path '{entity.Path}' found in the schema");

    public static TagEditResult Failure(string message) => new(null, new SchemaProblem(message, ""));

    public bool TryGetText(
        [NotNullWhen(true)] out string? text,
        [NotNullWhen(false)] out SchemaProblem? problem)
    {
        text = Text;
        problem = Problem;
        return text is not null;
    }
}
