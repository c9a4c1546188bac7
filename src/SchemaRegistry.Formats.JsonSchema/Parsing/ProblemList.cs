namespace SchemaRegistry.Formats.JsonSchema.Parsing;

/// <summary>Collects problems in the order in which they are found, up to a bound.</summary>
internal sealed class ProblemList(TextPlaces places)
{
    private readonly List<SchemaProblem> _problems = [];

    public IReadOnlyList<SchemaProblem> Problems => _problems;

    public bool IsEmpty => _problems.Count == 0;

    public void Add(string message, SchemaPath path, int position)
    {
        if (_problems.Count >= JsonSchemaLimits.MaxProblems)
            return;
        var (line, column) = places.Find(position);
        _problems.Add(new SchemaProblem(message, path.ToString(), line, column));
    }
}
