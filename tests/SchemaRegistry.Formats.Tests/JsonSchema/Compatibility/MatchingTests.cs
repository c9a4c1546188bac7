using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.JsonSchema.Compatibility;
using SchemaRegistry.Formats.JsonSchema.Shapes;

namespace SchemaRegistry.Formats.Tests.JsonSchema.Compatibility;

public sealed class MatchingTests
{
    [Fact]
    public void A_pair_gives_way_to_a_larger_matching()
    {
        // Row 0 fits everywhere, row 1 only where a greedy pairing would put row 0.
        var matching = Find(2, 2, (row, column) => row == 0 || column == 0);

        Assert.Equal(2, matching.Size);
        Assert.Equal([1, 0], matching.ColumnOf);
    }

    [Fact]
    public void Random_graphs_are_matched_as_well_as_by_trying_everything()
    {
        var random = new Random(20);
        for (var round = 0; round < 3000; round++)
        {
            var rows = random.Next(7);
            var columns = random.Next(7);
            var density = random.NextDouble();
            var edges = new bool[rows, columns];
            for (var row = 0; row < rows; row++)
            {
                for (var column = 0; column < columns; column++)
                    edges[row, column] = random.NextDouble() < density;
            }

            var matching = Find(rows, columns, (row, column) => edges[row, column]);

            Assert.Equal(Largest(edges, 0, 0), matching.Size);
            var used = matching.ColumnOf.Where(column => column >= 0).ToList();
            Assert.Equal(matching.Size, used.Distinct().Count());
            Assert.Equal(matching.Size, used.Count);
            Assert.All(matching.ColumnOf.Index(), pair => Assert.True(pair.Item < 0 || edges[pair.Index, pair.Item]));
        }
    }

    /// <summary>A way through all rows: only the last row's last column is free.</summary>
    [Fact]
    public void A_way_as_long_as_the_graph_is_found()
    {
        const int Count = 1000;

        var matching = Find(
            Count,
            Count,
            (row, column) => column == row || column == row + 1 || (row == Count - 1 && column == 0));

        Assert.Equal(Count, matching.Size);
    }

    private static int Largest(bool[,] edges, int row, int usedColumns)
    {
        if (row == edges.GetLength(0))
            return 0;
        var best = Largest(edges, row + 1, usedColumns);
        for (var column = 0; column < edges.GetLength(1); column++)
        {
            if (edges[row, column] && (usedColumns & (1 << column)) == 0)
                best = Math.Max(best, 1 + Largest(edges, row + 1, usedColumns | (1 << column)));
        }

        return best;
    }

    private static Matching Find(int rows, int columns, Func<int, int, bool> isEdge) =>
        Matching.Find(rows, columns, isEdge, new WorkBudget(new StepBudget(long.MaxValue)));
}
