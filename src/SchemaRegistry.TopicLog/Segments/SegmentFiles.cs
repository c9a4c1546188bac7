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

    private static readonly Comparer<SegmentName> ByOffset =
        Comparer<SegmentName>.Create((left, right) => left.BaseOffset.CompareTo(right.BaseOffset));

    public static string LogPath(string folder, SegmentName name) => $"{folder}/{name.Stem}{LogSuffix}";

    public static string IndexPath(string folder, SegmentName name) => $"{folder}/{name.Stem}{IndexSuffix}";

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

    /// <summary>The segments that the names stand for, by offset; what compaction superseded is among them.</summary>
    public static List<SegmentName> Segments(IEnumerable<string> names, string suffix)
    {
        var found = new List<SegmentName>();
        foreach (var name in names)
        {
            if (name.EndsWith(suffix, StringComparison.Ordinal)
                && SegmentName.TryParse(name.AsSpan(0, name.Length - suffix.Length), out var segment))
            {
                found.Add(segment);
            }
        }

        found.Sort(ByOffset);
        return found;
    }

    /// <summary>
    /// Of segments that overlap the one with the highest generation, by offset: what the partition consists of.
    /// </summary>
    public static List<SegmentName> WithoutSuperseded(List<SegmentName> all)
    {
        var kept = new List<SegmentName>(all.Count);
        foreach (var name in all.OrderByDescending(name => name.Generation).ThenBy(name => name.BaseOffset))
        {
            // What is kept overlaps none of each other, so only the neighbours can overlap this one.
            var at = kept.BinarySearch(name, ByOffset);
            at = at < 0 ? ~at : at;
            if ((at == 0 || !kept[at - 1].Overlaps(name)) && (at == kept.Count || !kept[at].Overlaps(name)))
                kept.Insert(at, name);
        }

        return kept;
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
