namespace SchemaRegistry.TopicLog.Tests.Crashes;

/// <summary>A file or a folder as a disk sees it: what is durable, and what is only in the system's memory.</summary>
internal abstract class DiskNode;

internal sealed class DiskFolder : DiskNode
{
    public Dictionary<string, DiskNode> Live { get; } = [];

    public Dictionary<string, DiskNode> Durable { get; private set; } = [];

    /// <summary>
    /// Changes of names that were not synced; one change may set a name and remove another (a rename).
    /// </summary>
    public List<(string Name, DiskNode? Node)[]> Pending { get; } = [];

    public void Change(params (string Name, DiskNode? Node)[] change)
    {
        Pending.Add(change);
        Apply(Live, change);
    }

    public void Sync()
    {
        Durable = new(Live);
        Pending.Clear();
    }

    /// <summary>Names after a power cut: none, all, the first, or any of the changes.</summary>
    public Dictionary<string, DiskNode> Cut(Random random)
    {
        var kept = new Dictionary<string, DiskNode>(Durable);
        var mode = random.Next(4);
        var first = random.Next(Pending.Count + 1);
        for (var index = 0; index < Pending.Count; index++)
        {
            if (mode == 0 || (mode == 1 && index < first) || (mode == 2 && random.Next(2) == 0))
                Apply(kept, Pending[index]);
        }

        return kept;
    }

    private static void Apply(Dictionary<string, DiskNode> names, (string Name, DiskNode? Node)[] change)
    {
        foreach (var (name, node) in change)
        {
            if (node is null)
                names.Remove(name);
            else
                names[name] = node;
        }
    }
}

internal sealed class DiskFile : DiskNode
{
    /// <summary>The durable content first, then the content after each change that was not synced.</summary>
    private readonly List<byte[]> _versions = [[]];

    public void Write(long position, ReadOnlySpan<byte> bytes)
    {
        var content = _versions[^1].AsSpan();
        var next = new byte[Math.Max(content.Length, position + bytes.Length)];
        content.CopyTo(next);
        bytes.CopyTo(next.AsSpan((int)position));
        _versions.Add(next);
    }

    public void Truncate(long length) => _versions.Add(_versions[^1][..(int)length]);

    public void Sync() => _versions.RemoveRange(0, _versions.Count - 1);

    /// <summary>
    /// Content after a power cut: all or none of the changes, the first of them, or any version of each sector, with
    /// any of the lengths; a sector that was never written is zero.
    /// </summary>
    public byte[] Cut(Random random)
    {
        var mode = random.Next(5);
        if (mode < 2)
            return _versions[mode == 0 ? 0 : ^1];
        if (mode == 2)
            return _versions[random.Next(_versions.Count)];

        var sector = mode == 3 ? 512 : 4096;
        var result = new byte[_versions[random.Next(_versions.Count)].Length];
        for (var at = 0; at < result.Length; at += sector)
        {
            var source = random.Next(4) > 0 ? _versions[random.Next(_versions.Count)] : _versions[0];
            var end = Math.Min(at + sector, Math.Min(source.Length, result.Length));
            if (at < end)
                source.AsSpan(at..end).CopyTo(result.AsSpan(at));
        }

        return result;
    }
}
