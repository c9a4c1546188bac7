using SchemaRegistry.Kafka;

namespace SchemaRegistry.TopicLog.Tests.Clients;

/// <summary>Which versions of which requests a broker was sent, by client id. Safe for any thread.</summary>
internal sealed class RequestWatch
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly SortedSet<(string ClientId, short Key, short Version)> _seen = [];

    /// <summary>Called when a client sends something for the first time.</summary>
    public event Action? Noticed;

    public void Add(string clientId, short key, short version)
    {
        bool isNew;
        lock (_seen)
            isNew = _seen.Add((clientId, key, version));
        if (isNew)
            Noticed?.Invoke();
    }

    /// <summary>Waits until some client has sent such a request.</summary>
    public async Task SeenAsync(ApiKey key)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look()
        {
            lock (_seen)
            {
                if (_seen.Any(request => request.Key == (short)key))
                    seen.TrySetResult();
            }
        }

        Noticed += Look;
        Look();
        await seen.Task.WaitAsync(Patience);
        Noticed -= Look;
    }

    /// <summary>A client's requests in the order of their keys, like <c>Produce 7, Metadata 1+4</c>.</summary>
    public string VersionsOf(string clientId)
    {
        lock (_seen)
        {
            var apis = _seen.Where(request => request.ClientId == clientId).GroupBy(request => request.Key);
            return string.Join(", ", apis.Select(api =>
                $"{(ApiKey)api.Key} {string.Join('+', api.Select(request => request.Version))}"));
        }
    }
}
