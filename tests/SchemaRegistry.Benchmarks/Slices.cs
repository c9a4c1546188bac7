using System.Diagnostics;

namespace SchemaRegistry.Benchmarks;

/// <summary>
/// Times an action: the best of many short slices, which a busy machine disturbs least.
/// </summary>
internal static class Slices
{
    private const int SliceMs = 1;

    /// <summary>Runs between two looks at the clock, of an action that is short.</summary>
    private const int ShortRuns = 10;

    /// <param name="action">What is timed; it has been run often before.</param>
    /// <param name="milliseconds">How long in all.</param>
    public static (double Microseconds, double Bytes) Best(Action action, int milliseconds)
    {
        var atOnce = RunsAtOnce(action);
        var best = double.MaxValue;
        var total = Stopwatch.StartNew();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var runs = 0L;
        while (total.ElapsedMilliseconds < milliseconds)
        {
            var slice = Stopwatch.StartNew();
            var inSlice = 0;
            while (slice.ElapsedMilliseconds < SliceMs)
            {
                for (var run = 0; run < atOnce; run++)
                    action();
                inSlice += atOnce;
            }

            runs += inSlice;
            best = Math.Min(best, slice.Elapsed.TotalMicroseconds / inSlice);
        }

        return (best, (double)(GC.GetAllocatedBytesForCurrentThread() - allocated) / runs);
    }

    private static int RunsAtOnce(Action action)
    {
        var one = Stopwatch.StartNew();
        action();
        return one.ElapsedMilliseconds < SliceMs ? ShortRuns : 1;
    }
}
