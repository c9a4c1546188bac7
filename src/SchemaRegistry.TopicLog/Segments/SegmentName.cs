using System.Globalization;

namespace SchemaRegistry.TopicLog.Segments;

/// <summary>
/// What the name of a segment's file tells:
/// <code>
/// 00000000000000000100.log                         appended, its first offset is 100
/// 00000000000000000100-00000000000000000250.3.log  compacted, what is left of the offsets 100 to 249
/// </code>
/// A compacted file has its name only when it is complete and on disk, and stands for all that the partition keeps of
/// its offsets. The last number is the generation, unique among the compacted files of a partition and 0 for appended
/// ones: where ranges overlap, the file of the higher generation counts, and the others are what a crash left.
/// </summary>
/// <param name="BaseOffset">Its first offset; compacted files may begin with a later one.</param>
/// <param name="EndOffset">The first offset that belongs to the next segment; null when it was appended.</param>
internal readonly record struct SegmentName(long BaseOffset, long? EndOffset, int Generation)
{
    private const int OffsetDigits = 20;

    public bool IsCompacted => EndOffset is not null;

    /// <summary>The file's name without what follows the last dot.</summary>
    public string Stem => EndOffset is { } end ? $"{BaseOffset:D20}-{end:D20}.{Generation}" : $"{BaseOffset:D20}";

    public static SegmentName Appended(long baseOffset) => new(baseOffset, null, 0);

    public static bool TryParse(ReadOnlySpan<char> stem, out SegmentName name)
    {
        name = default;
        if (stem.Length < OffsetDigits || !TryParse(stem[..OffsetDigits], out long start))
            return false;
        var rest = stem[OffsetDigits..];
        if (rest.IsEmpty)
        {
            name = Appended(start);
            return true;
        }

        if (rest.Length < OffsetDigits + 3 || rest[0] != '-' || rest[OffsetDigits + 1] != '.'
            || !TryParse(rest[1..(OffsetDigits + 1)], out long end) || end <= start
            || !int.TryParse(
                rest[(OffsetDigits + 2)..], NumberStyles.None, CultureInfo.InvariantCulture, out var generation)
            || generation == 0)
        {
            return false;
        }

        name = new SegmentName(start, end, generation);
        return true;
    }

    /// <summary>Whether both stand for some of the same offsets; an appended file stands for its first at least.</summary>
    public bool Overlaps(SegmentName other) =>
        BaseOffset < (other.EndOffset ?? other.BaseOffset + 1) && other.BaseOffset < (EndOffset ?? BaseOffset + 1);

    private static bool TryParse(ReadOnlySpan<char> digits, out long offset) =>
        long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out offset);
}
