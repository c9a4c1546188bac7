using SchemaRegistry.Formats.Protobuf.Model;

namespace SchemaRegistry.Formats.Protobuf.Parsing;

/// <summary>Collects problems in the order in which they are found, up to a bound.</summary>
internal sealed class ProblemList
{
    private readonly List<SchemaProblem> _problems = [];

    public IReadOnlyList<SchemaProblem> Problems => _problems;

    public bool IsEmpty => _problems.Count == 0;

    /// <summary>Whether there is no use in looking for more.</summary>
    public bool IsFull => _problems.Count >= ProtobufLimits.MaxProblems;

    public void Add(string message, TextPlace place)
    {
        if (!IsFull)
            _problems.Add(new SchemaProblem(message, "", place.Line, place.Column));
    }
}
