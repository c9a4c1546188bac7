using SchemaRegistry.Kafka.Wire.Messages;

namespace SchemaRegistry.Kafka.Handlers;

/// <summary>
/// Reads batches. The work is done when the answer's turn has come, so that a connection holds the records of one
/// answer at most, however many fetches it pipelines; the time to wait counts from the arrival. There are no fetch
/// sessions: every answer says session 0, and clients go on with full fetches (KIP-227). A poll that returns nothing
/// allocates nothing: what it needs is kept here for the next one.
/// </summary>
internal sealed class FetchHandler(BrokerScope scope) : IApiHandler
{
    private readonly Lock _pool = new();
    private readonly Stack<ParkedFetch> _idle = new();

    public ApiKey Key => ApiKey.Fetch;

    public string Name => nameof(ApiKey.Fetch);

    public short AdvertisedMinVersion => FetchRequest.MinVersion;

    public short MinVersion => FetchRequest.MinVersion;

    public short MaxVersion => FetchRequest.MaxVersion;

    public short FirstFlexibleVersion => FetchRequest.FirstFlexibleVersion;

    public BrokerScope Scope => scope;

    public ValueTask<PendingResponse?> StartAsync(
        RequestContext request, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var fetch = Take();
        fetch.Begin(request, body);
        return new ValueTask<PendingResponse?>(fetch);
    }

    /// <summary>Keeps an answer that was sent for another request.</summary>
    public void TakeBack(ParkedFetch fetch)
    {
        if (fetch.IsSmall)
        {
            lock (_pool)
            {
                if (_idle.Count < KafkaLimits.MaxPooledFetches)
                {
                    _idle.Push(fetch);
                    return;
                }
            }
        }

        fetch.Dispose();
    }

    private ParkedFetch Take()
    {
        lock (_pool)
        {
            if (_idle.TryPop(out var idle))
                return idle;
        }

        return new ParkedFetch(this);
    }
}
