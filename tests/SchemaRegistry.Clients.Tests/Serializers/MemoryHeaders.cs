using SchemaRegistry.Client;

namespace SchemaRegistry.Clients.Tests.Serializers;

internal sealed class MemoryHeaders : IHeaderAccessor
{
    public List<(string Name, byte[] Value)> All { get; } = [];

    public bool TryGetLast(string name, out ReadOnlySpan<byte> value)
    {
        var found = All.LastOrDefault(header => header.Name == name);
        value = found.Value;
        return found.Value is not null;
    }

    public void Set(string name, ReadOnlySpan<byte> value) => All.Add((name, value.ToArray()));
}
