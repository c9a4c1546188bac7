using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace SchemaRegistry.Registry.State;

/// <summary>
/// Contents by their ids while a history is replayed. A thread of its own reads them, so that two cores share the work
/// of a start; whoever asks for one that was not read yet waits for it. Ids ascend and have gaps only where a
/// transaction failed, so a content stands where its id says, or before that.
/// </summary>
internal sealed class ContentTable : IDisposable
{
    private const int BatchSize = 1024;

    private readonly BlockingCollection<SchemaContent[]> _batches = [];
    private readonly IEnumerable<SchemaContent> _source;
    private readonly List<SchemaContent> _contents = [];
    private readonly Thread _thread;
    private volatile bool _isStopped;
    private Exception? _failure;

    /// <param name="source">Ascending by id; read once, by the thread.</param>
    public ContentTable(IEnumerable<SchemaContent> source)
    {
        _source = source;
        _thread = new Thread(Read) { IsBackground = true, Name = "contents" };
        _thread.Start();
    }

    private long NextId => _contents.Count == 0 ? 1 : _contents[^1].ContentId + 1;

    /// <summary>The content, or null when there is none.</summary>
    /// <exception cref="IOException">The contents can not be read, or are not in order.</exception>
    public SchemaContent? Find(long id)
    {
        while (id >= NextId)
        {
            if (!TryTakeBatch())
                return null;
        }

        return Search(id);
    }

    /// <summary>One more than the highest id of all contents; 1 when there is none.</summary>
    /// <exception cref="IOException">The contents can not be read, or are not in order.</exception>
    public long ReadToEnd()
    {
        while (TryTakeBatch())
        {
        }

        return NextId;
    }

    public void Dispose()
    {
        _isStopped = true;
        _thread.Join();
        _batches.Dispose();
    }

    private void Read()
    {
        try
        {
            foreach (var batch in _source.Chunk(BatchSize))
            {
                _batches.Add(batch);
                if (_isStopped)
                    break;
            }
        }
        catch (Exception e)
        {
            // Goes on where the contents are asked for.
            _failure = e;
        }
        finally
        {
            _batches.CompleteAdding();
        }
    }

    private bool TryTakeBatch()
    {
        if (!_batches.TryTake(out var batch, Timeout.Infinite))
        {
            if (_failure is not null)
                ExceptionDispatchInfo.Throw(_failure);
            return false;
        }

        foreach (var content in batch)
        {
            if (content.ContentId < NextId)
                throw new IOException($"The history has content {content.ContentId} after {NextId - 1}.");
            _contents.Add(content);
        }

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
