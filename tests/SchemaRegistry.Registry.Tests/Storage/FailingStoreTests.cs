using SchemaRegistry.Registry.Changes;

namespace SchemaRegistry.Registry.Tests.Storage;

public sealed class FailingStoreTests
{
    [Fact]
    public async Task A_registration_that_can_not_be_stored_did_not_happen()
    {
        var store = new FailingStore();
        using var registry = TestRegistry.Open(store);
        await registry.RegisterAsync("s", "\"int\"");
        store.Fails = true;

        Assert.Equal(RegistryErrorCode.StoreFailed, await TestRegistry.RefusalOf(registry.RegisterAsync("s2", "\"long\"")));
        Assert.Null(registry.Reader.FindSubject(TestRegistry.Subject("s2")));
        store.Fails = false;

        Assert.Equal(2, (await registry.RegisterAsync("s2", "\"long\"")).Schema.Version.Id);
    }

    [Fact]
    public async Task The_text_of_a_failed_registration_is_not_answered_for_the_next_one()
    {
        var store = new FailingStore { Fails = true };
        using var registry = TestRegistry.Open(store);
        await TestRegistry.RefusalOf(registry.RegisterAsync("s", "\"long\""));
        store.Fails = false;

        await registry.RegisterAsync("s", "\"float\"");

        Assert.Equal("\"float\"", registry.Reader.Text(registry.Reader.FindId(1, null)!.Content));
    }

    private sealed class FailingStore : IRegistryStore
    {
        private readonly MemoryRegistryStore _inner = new();

        public bool Fails { get; set; }

        public RegistryHistory Load() => _inner.Load();

        public void Commit(IReadOnlyList<NewContent> contents, IReadOnlyList<RegistryChange> changes)
        {
            if (Fails)
                throw new IOException("disk full");
            _inner.Commit(contents, changes);
        }

        public string ReadText(long contentId) => _inner.ReadText(contentId);

        public IReadOnlyList<RecordedChange> ReadChanges(long after, int limit) => _inner.ReadChanges(after, limit);

        public void Dispose() => _inner.Dispose();
    }
}
