using System.Collections;
using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace SchemaRegistry.Registry.State;

/// <summary>
/// Reads a sequence on a thread of its own, a bounded number of batches ahead of whoever takes it, so that reading and
/// using share the cores of a start. What the source throws comes out where its items would have come. To be taken
/// once, by one thread; disposing ends the reading.
/// </summary>
internal sealed class ReadAhead<T> : IEnumerable<T>, IDisposable
{
    private const int BatchSize = 1024;

    /// <summary>Enough for neither side to wait for the other's hiccups; some megabytes of changes.</summary>
    private const int MaxBatches = 32;

    private readonly BlockingCollection<T[]> _batches = new(MaxBatches);
    private readonly CancellationTokenSource _stopping = new();
    private readonly IEnumerable<T> _source;
    private readonly Thread _thread;
    private Exception? _failure;

    public ReadAhead(IEnumerable<T> source, string threadName)
    {
        _source = source;
        _thread = new Thread(Read) { IsBackground = true, Name = threadName };
        _thread.Start();
    }

    public IEnumerator<T> GetEnumerator()
    {
        foreach (var batch in _batches.GetConsumingEnumerable())
        {
            foreach (var item in batch)
                yield return item;
        }

        if (_failure is not null)
            ExceptionDispatchInfo.Throw(_failure);
    }

    public void Dispose()
    {
        _stopping.Cancel();
        _thread.Join();
        _stopping.Dispose();
        _batches.Dispose();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void Read()
    {
        try
        {
            foreach (var batch in _source.Chunk(BatchSize))
                _batches.Add(batch, _stopping.Token);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // Nobody wants the rest.
        }
        catch (Exception e)
        {
            // Goes on where the items are asked for.
            _failure = e;
        }
        finally
        {
            _batches.CompleteAdding();
        }
    }
}
