using System.Diagnostics.CodeAnalysis;
using SchemaRegistry.Kafka.Handlers;

namespace SchemaRegistry.Kafka;

/// <summary>
/// The handlers by key. What is registered here is what ApiVersions advertises; immutable once the broker runs.
/// </summary>
internal sealed class ApiTable
{
    private readonly SortedDictionary<short, IApiHandler> _handlers = [];

    public IReadOnlyCollection<IApiHandler> Handlers => _handlers.Values;

    public void Register(IApiHandler handler) => _handlers.Add((short)handler.Key, handler);

    public bool TryFind(short key, [NotNullWhen(true)] out IApiHandler? handler) =>
        _handlers.TryGetValue(key, out handler);
}
