using System.Collections;

namespace SchemaRegistry.Registry.State;

/// <summary>
/// Versions in order, in chunks. A change makes another list, which shares all chunks but the one that changed: a
/// subject of 20,000 versions costs 3 KB a change where a copy would cost 160.
/// </summary>
public sealed class VersionList : IReadOnlyList<SubjectVersion>
{
    public static readonly VersionList Empty = new([], 0);

    private const int ChunkSize = 64;

    /// <summary>
    /// Chunk n holds the versions from n × <see cref="ChunkSize"/> on. Behind <see cref="Count"/> there may be places
    /// that are not this list's: none of them is ever written but by <see cref="AddInPlace"/>.
    /// </summary>
    private SubjectVersion[][] _chunks;

    private VersionList(SubjectVersion[][] chunks, int count)
    {
        _chunks = chunks;
        Count = count;
    }

    public int Count { get; private set; }

    public SubjectVersion this[int index] => _chunks[index / ChunkSize][index % ChunkSize];

    public static VersionList Create(IEnumerable<SubjectVersion> versions)
    {
        SubjectVersion[][] chunks = [.. versions.Chunk(ChunkSize)];
        return new VersionList(chunks, chunks.Sum(chunk => chunk.Length));
    }

    public VersionList Add(SubjectVersion version)
    {
        var (number, place) = Math.DivRem(Count, ChunkSize);
        SubjectVersion[] chunk = place == 0 ? [version] : [.. _chunks[number].AsSpan(0, place), version];
        return new VersionList([.. _chunks.AsSpan(0, number), chunk], Count + 1);
    }

    public VersionList Replace(int index, SubjectVersion version)
    {
        var chunks = (SubjectVersion[][])_chunks.Clone();
        var chunk = (SubjectVersion[])chunks[index / ChunkSize].Clone();
        chunk[index % ChunkSize] = version;
        chunks[index / ChunkSize] = chunk;
        return new VersionList(chunks, Count);
    }

    /// <summary>Costs a copy of the list, unless it is the last one that goes.</summary>
    public VersionList RemoveAt(int index) => index == Count - 1
        ? new VersionList(_chunks, Count - 1)
        : Create(this.Where((_, at) => at != index));

    /// <summary>
    /// Changes this list, and those that were made from it: only where nobody else has seen any of them.
    /// </summary>
    public void AddInPlace(SubjectVersion version)
    {
        var (number, place) = Math.DivRem(Count, ChunkSize);
        if (number == _chunks.Length)
            Array.Resize(ref _chunks, Math.Max(1, number * 2));
        var chunk = _chunks[number] ?? [];
        if (place == chunk.Length)
            Array.Resize(ref chunk, Math.Clamp(place * 2, 1, ChunkSize));
        chunk[place] = version;
        _chunks[number] = chunk;
        Count++;
    }

    public IEnumerator<SubjectVersion> GetEnumerator()
    {
        for (var index = 0; index < Count; index++)
            yield return this[index];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
