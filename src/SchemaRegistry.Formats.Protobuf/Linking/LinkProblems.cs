using SchemaRegistry.Formats.Protobuf.Linking.Symbols;
using SchemaRegistry.Formats.Protobuf.Model;

namespace SchemaRegistry.Formats.Protobuf.Linking;

/// <summary>Collects the problems of one file, up to a bound.</summary>
internal sealed class LinkProblems
{
    private readonly List<SchemaProblem> _problems = [];

    public bool IsEmpty => _problems.Count == 0;

    public void Add(TextPlace place, string message)
    {
        if (_problems.Count < ProtobufLimits.MaxProblems)
            _problems.Add(new SchemaProblem(message, "", LineOf(place), ColumnOf(place)));
    }

    public void Add(Symbol symbol, string message) => Add(symbol.Place, message);

    /// <summary>The problems in the order of the text.</summary>
    public IReadOnlyList<SchemaProblem> InOrder() =>
        [.. _problems.OrderBy(problem => problem.Line).ThenBy(problem => problem.Column)];

    private static int? LineOf(TextPlace place) => place.Line == 0 ? null : place.Line;

    private static int? ColumnOf(TextPlace place) => place.Line == 0 ? null : place.Column;
}
