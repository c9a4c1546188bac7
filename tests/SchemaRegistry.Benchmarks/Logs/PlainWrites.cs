using System.Diagnostics;

namespace SchemaRegistry.Benchmarks.Logs;

/// <summary>The disk's own rate: blocks appended to a new file, each followed by fsync.</summary>
internal static class PlainWrites
{
    private const int BlockBytes = 1024 * 1024;

    /// <summary>Bytes per second of <paramref name="totalBytes"/> in blocks of so many.</summary>
    public static double BytesPerSecond(string path, long totalBytes, int blockBytes = BlockBytes)
    {
        var block = new byte[blockBytes];
        Random.Shared.NextBytes(block);
        var started = Stopwatch.GetTimestamp();
        using (var file = File.OpenHandle(path, FileMode.Create, FileAccess.Write))
        {
            for (var at = 0L; at < totalBytes; at += blockBytes)
            {
                RandomAccess.Write(file, block, at);
                RandomAccess.FlushToDisk(file);
            }
        }

        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        File.Delete(path);
        return totalBytes / seconds;
    }
}
