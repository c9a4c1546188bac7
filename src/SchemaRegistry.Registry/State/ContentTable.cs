namespace SchemaRegistry.Registry.State;

/// <summary>
/// Contents by their ids while a history is replayed. They are read ahead, so that two cores share the work of a start;
/// whoever asks for one that was not read yet waits for it. Ids ascend and have gaps only where a transaction failed,
/// so a content stands where its id says, or before that.
/// </summary>
internal sealed class ContentTable : IDisposable
{
    private readonly ReadAhead<SchemaContent> _source;
    private readonly IEnumerator<SchemaContent> _next;
    private readonly List<SchemaContent> _contents = [];

    /// <param name="source">Ascending by id; read once, by a thread of its own.</param>
    public ContentTable(IEnumerable<SchemaContent> source)
    {
        _source = new ReadAhead<SchemaContent>(source, "contents");
        _next = _source.GetEnumerator();
    }

    private long NextId => _contents.Count == 0 ? 1 : _contents[^1].ContentId + 1;

    /// <summary>The content, or null when there is none.</summary>
    /// <exception cref="IOException">The contents can not be read, or are not in order.</exception>
    public SchemaContent? Find(long id)
    {
        while (id >= NextId)
        {
            if (!TryTake())
                return null;
        }

        return Search(id);
    }

    /// <summary>One more than the highest id of all contents; 1 when there is none.</summary>
    /// <exception cref="IOException">The contents can not be read, or are not in order.</exception>
    public long ReadToEnd()
    {
        while (TryTake())
        {
        }

        return NextId;
    }

    public void Dispose()
    {
        _next.Dispose();
        _source.Dispose();
    }

    private bool TryTake()
    {
        if (!_next.MoveNext())
            return false;
        var content = _next.Current;
        if (content.ContentId < NextId)
            throw new IOException($"The history has content {content.ContentId} after {NextId - 1}.");
        _contents.Add(content);
        return true;
    }

    private SchemaContent? Search(long id)
    {
        long low = 0, high = Math.Min(id, _contents.Count) - 1;
        var guess = high;
        while (low <= high)
        {
            var found = _contents[(int)guess];
            if (found.ContentId == id)
                return found;
            if (found.ContentId < id)
                low = guess + 1;
            else
                high = guess - 1;
            guess = (low + high) / 2;
        }

        return null;
    }
}
