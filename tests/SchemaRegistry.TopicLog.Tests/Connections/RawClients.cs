namespace SchemaRegistry.TopicLog.Tests.Connections;

/// <summary>Many clients that do the same at the same time.</summary>
internal sealed class RawClients : IDisposable
{
    private readonly List<RawClient> _clients = [];

    public void Add(RawClient client) => _clients.Add(client);

    public Task EachAsync(Func<RawClient, Task> act) => Task.WhenAll(_clients.Select(act));

    public void Dispose()
    {
        foreach (var client in _clients)
            client.Dispose();
    }
}
