namespace SchemaRegistry.Cli.Output;

/// <summary>
/// Rows under columns. A cell is a text, a number, a truth, a list of texts or numbers, or null.
/// </summary>
internal sealed class RowSet(string name, params IReadOnlyList<Column> columns)
{
    private readonly List<object?[]> _rows = [];

    /// <summary>What the rows are called where they are part of something.</summary>
    public string Name { get; } = name;

    public IReadOnlyList<Column> Columns { get; } = columns;

    public IReadOnlyList<object?[]> Rows => _rows;

    /// <param name="cells">One for each column, in their order.</param>
    public void Add(params object?[] cells)
    {
        if (cells.Length != Columns.Count)
            throw new ArgumentException($"{Name} has {Columns.Count} columns and not {cells.Length}.", nameof(cells));
        _rows.Add(cells);
    }
}
