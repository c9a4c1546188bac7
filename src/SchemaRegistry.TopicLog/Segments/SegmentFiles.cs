using System.Globalization;
using SchemaRegistry.TopicLog.Files;

namespace SchemaRegistry.TopicLog.Segments;

/// <summary>The names of a partition's files: the first offset in twenty digits, and what the file is.</summary>
internal static class SegmentFiles
{
    public const string LogSuffix = ".log";
    public const string IndexSuffix = ".index";
    public const string SnapshotSuffix = ".snapshot";

    /// <summary>A file that is being written and not valid yet; opening removes what a crash left of them.</summary>
    public const string UnfinishedSuffix = ".new";

    public static string LogPath(string folder, long offset) => $"{folder}/{offset:D20}{LogSuffix}";

    public static string IndexPath(string folder, long offset) => $"{folder}/{offset:D20}{IndexSuffix}";

    public static string SnapshotPath(string folder, long offset) => $"{folder}/{offset:D20}{SnapshotSuffix}";

    /// <summary>
    /// Deletes segments that are no longer part of a log, oldest first, so that a crash in between leaves no gap.
    /// </summary>
    public static void Delete(IFileSystem files, IEnumerable<Segment> segments)
    {
        foreach (var segment in segments)
        {
            segment.Dispose();
            files.Delete(segment.Path);
            files.Delete(segment.IndexPath);
        }
    }

    /// <summary>The offsets in the names of that suffix, ascending; other names are passed over.</summary>
    public static List<long> Offsets(IEnumerable<string> names, string suffix)
    {
        var offsets = new List<long>();
        foreach (var name in names)
        {
            if (name.EndsWith(suffix, StringComparison.Ordinal)
                && long.TryParse(name.AsSpan(0, name.Length - suffix.Length), NumberStyles.None,
                    CultureInfo.InvariantCulture, out var offset))
            {
                offsets.Add(offset);
            }
        }

        offsets.Sort();
        return offsets;
    }
}
