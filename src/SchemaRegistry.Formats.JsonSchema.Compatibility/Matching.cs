using SchemaRegistry.Formats.JsonSchema.Shapes;

namespace SchemaRegistry.Formats.JsonSchema.Compatibility;

/// <summary>
/// Pairs rows with columns, each at most once, as many as possible (Hopcroft and Karp 1973): in the order of edges
/// times the root of nodes. A greedy pairing would give wrong verdicts.
/// </summary>
internal sealed class Matching
{
    private const int None = -1;

    private readonly int[][] _columnsOf;
    private readonly int[] _rowOf;
    private readonly int[] _layers;
    private readonly int[] _next;
    private readonly WorkBudget _budget;
    private readonly long _edges;

    private Matching(int rows, int columns, Func<int, int, bool> isEdge, WorkBudget budget)
    {
        _budget = budget;
        _columnsOf = new int[rows][];
        for (var row = 0; row < rows; row++)
            _columnsOf[row] = [.. Enumerable.Range(0, columns).Where(column => isEdge(row, column))];
        _edges = (long)rows * columns;
        _rowOf = new int[columns];
        ColumnOf = new int[rows];
        _layers = new int[rows];
        _next = new int[rows];
        Array.Fill(_rowOf, None);
        Array.Fill(ColumnOf, None);
    }

    /// <summary>The column of each row, or −1.</summary>
    public int[] ColumnOf { get; }

    public int Size { get; private set; }

    /// <exception cref="TooComplexException">The budget is spent.</exception>
    public static Matching Find(int rows, int columns, Func<int, int, bool> isEdge, WorkBudget budget)
    {
        budget.Spend((long)rows * columns);
        var matching = new Matching(rows, columns, isEdge, budget);
        matching.Grow();
        return matching;
    }

    private void Grow()
    {
        while (BuildLayers())
        {
            _budget.Spend(_edges);
            Array.Clear(_next);
            for (var row = 0; row < ColumnOf.Length; row++)
            {
                if (ColumnOf[row] == None && Augment(row))
                    Size++;
            }
        }
    }

    /// <summary>Distances of rows from a row without a column; whether a column without a row can be reached.</summary>
    private bool BuildLayers()
    {
        var queue = new Queue<int>();
        Array.Fill(_layers, None);
        for (var row = 0; row < ColumnOf.Length; row++)
        {
            if (ColumnOf[row] != None)
                continue;
            _layers[row] = 0;
            queue.Enqueue(row);
        }

        var isFreeReached = false;
        while (queue.TryDequeue(out var row))
        {
            foreach (var column in _columnsOf[row])
            {
                var owner = _rowOf[column];
                isFreeReached |= owner == None;
                if (owner == None || _layers[owner] != None)
                    continue;
                _layers[owner] = _layers[row] + 1;
                queue.Enqueue(owner);
            }
        }

        return isFreeReached;
    }

    /// <summary>
    /// Follows the layers to a column without a row and changes sides on the way back. Without recursion: a way can be
    /// as long as there are rows.
    /// </summary>
    private bool Augment(int start)
    {
        var way = new Stack<int>();
        way.Push(start);
        while (way.TryPeek(out var row))
        {
            if (_next[row] == _columnsOf[row].Length)
            {
                way.Pop();
                continue;
            }

            var column = _columnsOf[row][_next[row]++];
            var owner = _rowOf[column];
            if (owner == None)
            {
                Flip(way, column);
                return true;
            }

            if (_layers[owner] == _layers[row] + 1)
                way.Push(owner);
        }

        return false;
    }

    private void Flip(Stack<int> way, int free)
    {
        var column = free;
        foreach (var row in way)
        {
            var freed = ColumnOf[row];
            ColumnOf[row] = column;
            _rowOf[column] = row;
            column = freed;
        }
    }
}
