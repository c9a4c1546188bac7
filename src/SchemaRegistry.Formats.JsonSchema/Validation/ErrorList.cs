using SchemaRegistry.Formats.JsonSchema.Parsing;
using SchemaRegistry.Formats.JsonSchema.Validation.Tapes;

namespace SchemaRegistry.Formats.JsonSchema.Validation;

/// <summary>The errors of one validation, each place of the schema and of the datum together once.</summary>
internal sealed class ErrorList(int maxErrors)
{
    private readonly List<JsonDataError> _errors = [];
    private readonly HashSet<(SchemaNode Node, string Keyword, int Row, string? Detail)> _known = [];

    public IReadOnlyList<JsonDataError> Errors => _errors;

    public bool IsFull => _errors.Count >= maxErrors;

    public void Add(Tape tape, SchemaNode node, string keyword, int row, string? detail)
    {
        if (!_known.Add((node, keyword, row, detail)))
            return;
        var message = ErrorMessages.Of(tape, node, keyword, row, detail);
        _errors.Add(new JsonDataError(message, TapePath.Of(tape, row), PathOf(node, keyword)));
    }

    /// <summary>The schema <c>false</c> has no keyword to point to.</summary>
    private static string PathOf(SchemaNode node, string keyword)
    {
        var document = node.Place.Resource.Document;
        var path = $"{document.Name}#{document.PathOf(node.Place.Value)}";
        return node.IsNever ? path : $"{path}/{keyword}";
    }
}
