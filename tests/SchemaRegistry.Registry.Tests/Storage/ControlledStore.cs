using System.Collections.Concurrent;
using SchemaRegistry.Registry.Changes;

namespace SchemaRegistry.Registry.Tests.Storage;

/// <summary>
/// A store in memory whose commits wait and fail as a test wants, and that tells which texts were read.
/// </summary>
internal sealed class ControlledStore : IRegistryStore
{
    private readonly MemoryRegistryStore _inner = new();
    private readonly ManualResetEventSlim _open = new(initialState: true);
    private readonly ConcurrentQueue<long> _textsRead = [];
    private readonly TaskCompletionSource _commitWaits = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Which commits fail.</summary>
    public Func<IReadOnlyList<NewContent>, bool> Fails { get; set; } = _ => false;

    public int Commits { get; private set; }

    /// <summary>Ids of contents, in the order in which their texts were read.</summary>
    public IReadOnlyCollection<long> TextsRead => _textsRead;

    /// <summary>Done when the first commit waits behind <see cref="Hold"/>.</summary>
    public Task CommitWaits => _commitWaits.Task;

    public void Hold() => _open.Reset();

    public void LetGo() => _open.Set();

    public RegistryHistory Load() => _inner.Load();

    public void Commit(IReadOnlyList<NewContent> contents, IReadOnlyList<RegistryChange> changes)
    {
        if (!_open.IsSet)
            _commitWaits.TrySetResult();
        _open.Wait();
        if (Fails(contents))
            throw new IOException("No space left on device");
        _inner.Commit(contents, changes);
        Commits++;
    }

    public string ReadText(long contentId)
    {
        _textsRead.Enqueue(contentId);
        return _inner.ReadText(contentId);
    }

    public IReadOnlyList<RecordedChange> ReadChanges(long after, int limit) => _inner.ReadChanges(after, limit);

    public void Dispose()
    {
    }
}
