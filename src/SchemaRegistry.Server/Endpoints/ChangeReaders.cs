namespace SchemaRegistry.Server.Endpoints;

/// <summary>
/// Those who wait for changes now: at most <see cref="ServerLimits.MaxChangeReaders"/>, and none when the server stops.
/// Safe for any thread.
/// </summary>
internal sealed class ChangeReaders : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private int _count;

    public int Count => Volatile.Read(ref _count);

    /// <summary>Cancelled when the server stops; a stop waits for requests that are under way.</summary>
    public CancellationToken Stopping => _stopping.Token;

    /// <summary>A place, which is given back by disposing it; null when all are taken.</summary>
    public Place? TryTake()
    {
        if (Interlocked.Increment(ref _count) <= ServerLimits.MaxChangeReaders)
            return new Place(this);
        Interlocked.Decrement(ref _count);
        return null;
    }

    public void Stop() => _stopping.Cancel();

    public void Dispose() => _stopping.Dispose();

    public sealed class Place(ChangeReaders owner) : IDisposable
    {
        private ChangeReaders? _owner = owner;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _owner, null) is { } taken)
                Interlocked.Decrement(ref taken._count);
        }
    }
}
