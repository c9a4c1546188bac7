using System.Diagnostics;

namespace SchemaRegistry.Benchmarks.JsonSchemas;

/// <summary>
/// Times an action of microseconds: the best of many short slices, which a busy machine disturbs least.
/// </summary>
internal static class Slices
{
    private const int SliceMs = 1;

    /// <param name="action">What is timed; it has been run often before.</param>
    /// <param name="milliseconds">How long in all.</param>
    public static (double Microseconds, double Bytes) Best(Action action, int milliseconds)
    {
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
                for (var run = 0; run < 10; run++)
                    action();
                inSlice += 10;
            }

            runs += inSlice;
            best = Math.Min(best, slice.Elapsed.TotalMicroseconds / inSlice);
        }

        return (best, (double)(GC.GetAllocatedBytesForCurrentThread() - allocated) / runs);
    }
}
