namespace SchemaRegistry.Registry.Tests.Storage;

public sealed class MemoryRegistryStoreTests : RegistryStoreTests
{
    private readonly MemoryRegistryStore _store = new();

    protected override IRegistryStore OpenStore() => _store;
}
