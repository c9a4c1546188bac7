using System.Buffers;
using SchemaRegistry.Formats.JsonSchema.Validation.Tapes;

namespace SchemaRegistry.Formats.JsonSchema.Validation;

/// <summary><c>uniqueItems</c>: few items are compared pair by pair, many by the order of their hashes.</summary>
internal static class UniqueItems
{
    public static bool Check(scoped ref Evaluation run, int row, int count) =>
        count <= JsonSchemaLimits.MaxPairwiseItems ? CheckPairs(ref run, row) : CheckHashes(ref run, row, count);

    private static bool CheckPairs(scoped ref Evaluation run, int row)
    {
        var end = run.Tape.Rows[row].Next;
        for (var item = row + 1; item < end; item = run.Tape.Rows[item].Next)
        {
            for (var other = run.Tape.Rows[item].Next; other < end; other = run.Tape.Rows[other].Next)
            {
                if (run.IsEqual(item, other))
                    return false;
            }
        }

        return true;
    }

    private static bool CheckHashes(scoped ref Evaluation run, int row, int count)
    {
        var hashes = ArrayPool<int>.Shared.Rent(count);
        var items = ArrayPool<int>.Shared.Rent(count);
        try
        {
            var index = 0;
            var end = run.Tape.Rows[row].Next;
            run.Spend(end - row);
            for (var item = row + 1; item < end; item = run.Tape.Rows[item].Next)
            {
                hashes[index] = TapeHash.Of(run.Tape, item, ref run.Memory.FirstText);
                items[index++] = item;
            }

            hashes.AsSpan(0, count).Sort(items.AsSpan(0, count));
            return AreGroupsUnique(ref run, hashes.AsSpan(0, count), items);
        }
        finally
        {
            ArrayPool<int>.Shared.Return(hashes);
            ArrayPool<int>.Shared.Return(items);
        }
    }

    /// <summary>Only items with the same hash can be equal; they stand side by side.</summary>
    private static bool AreGroupsUnique(scoped ref Evaluation run, ReadOnlySpan<int> hashes, ReadOnlySpan<int> items)
    {
        for (var index = 0; index < hashes.Length; index++)
        {
            for (var other = index + 1; other < hashes.Length && hashes[other] == hashes[index]; other++)
            {
                if (run.IsEqual(items[index], items[other]))
                    return false;
            }
        }

        return true;
    }
}
