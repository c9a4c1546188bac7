using SchemaRegistry.KeyManagement;
using SchemaRegistry.Registry.Changes;
using SchemaRegistry.Registry.Keys;
using SchemaRegistry.Registry.Naming;
using SchemaRegistry.Registry.Registration;
using static SchemaRegistry.Registry.Tests.Keys.TestKeys;

namespace SchemaRegistry.Registry.Tests.Keys;

/// <summary>Keys that the registry does not use itself: what may be created, deleted and brought back.</summary>
public sealed class KeyLifecycleTests : IDisposable
{
    private const DeletedVersions Excluded = DeletedVersions.Excluded;
    private const DeletedVersions Included = DeletedVersions.Included;

    private readonly OpenRegistry _registry = Open(new ControlledKms());

    private KeyWriter Writer => _registry.KeyWriter;

    private KeyReader Reader => _registry.KeyReader;

    public void Dispose() => _registry.Dispose();

    [Fact]
    public async Task Creating_a_key_again_is_refused_unless_it_brings_the_same_one_back()
    {
        await _registry.CreateAsync(Kek("k"));

        await AssertRefused(RegistryErrorCode.KeyExists, "k", _registry.CreateAsync(Kek("k")));
        await Writer.DeleteKekAsync("k", DeleteKind.Soft, None);
        await AssertRefused(RegistryErrorCode.KeyExists, "k", _registry.CreateAsync(Kek("k", doc: "other")));
        await AssertRefused(RegistryErrorCode.KeyExists, "k", _registry.CreateAsync(Kek("k", isDeleted: true)));

        Assert.False((await _registry.CreateAsync(Kek("k"))).IsDeleted);
        Assert.Equal(["k"], Reader.ListKeks([], Excluded));
    }

    [Fact]
    public async Task A_DEK_that_was_deleted_comes_back_with_the_same_material_only()
    {
        await _registry.CreateAsync(Kek("k"));
        await _registry.CreateAsync("k", Dek("s", "bQ=="));

        await AssertRefused(RegistryErrorCode.KeyExists, "s", _registry.CreateAsync("k", Dek("s", "bQ==")));
        await Writer.DeleteDeksAsync("k", At("s"), DeleteKind.Soft, None);
        await AssertRefused(RegistryErrorCode.KeyExists, "s", _registry.CreateAsync("k", Dek("s", "bg==")));
        await AssertRefused(RegistryErrorCode.KeyExists, "s", _registry.CreateAsync("k", Dek("s")));

        Assert.False((await _registry.CreateAsync("k", Dek("s", "bQ=="))).Key.IsDeleted);
    }

    [Fact]
    public async Task A_KEK_goes_when_nothing_is_under_it_and_for_good_only_after_a_soft_delete()
    {
        await _registry.CreateAsync(Kek("k"));
        await _registry.CreateAsync("k", Dek("s", "bQ=="));

        await AssertRefused(RegistryErrorCode.KeyReferenced, "k", Writer.DeleteKekAsync("k", DeleteKind.Soft, None));
        await AssertRefused(
            RegistryErrorCode.KeyNotSoftDeleted, "s", Writer.DeleteDeksAsync("k", At("s"), DeleteKind.Permanent, None));
        await Writer.DeleteDeksAsync("k", At("s"), DeleteKind.Soft, None);
        await AssertRefused(RegistryErrorCode.KeyReferenced, "k", Writer.DeleteKekAsync("k", DeleteKind.Permanent, None));
        await Writer.DeleteDeksAsync("k", At("s"), DeleteKind.Permanent, None);
        await AssertRefused(
            RegistryErrorCode.KeyNotFound, "s", Writer.DeleteDeksAsync("k", At("s"), DeleteKind.Permanent, None));
        await AssertRefused(
            RegistryErrorCode.KeyNotSoftDeleted, "k", Writer.DeleteKekAsync("k", DeleteKind.Permanent, None));
        await Writer.DeleteKekAsync("k", DeleteKind.Soft, None);
        await Writer.DeleteKekAsync("k", DeleteKind.Soft, None);
        await Writer.DeleteKekAsync("k", DeleteKind.Permanent, None);

        await AssertRefused(RegistryErrorCode.KeyNotFound, "k", Writer.DeleteKekAsync("k", DeleteKind.Permanent, None));
        Assert.Empty(Reader.ListKeks([], Included));
    }

    [Fact]
    public async Task A_DEK_comes_back_only_under_a_KEK_that_is_there()
    {
        await _registry.CreateAsync(Kek("k"));
        await _registry.CreateAsync("k", Dek("s", "bQ=="));
        await Writer.DeleteDeksAsync("k", At("s"), DeleteKind.Soft, None);
        await Writer.DeleteKekAsync("k", DeleteKind.Soft, None);

        await AssertRefused(RegistryErrorCode.KeyNotFound, "k", _registry.CreateAsync("k", Dek("s", "bQ==")));
        await AssertRefused(RegistryErrorCode.KeySoftDeleted, "k", Writer.UndeleteDeksAsync("k", At("s"), None));
        await AssertRefused(RegistryErrorCode.KeySoftDeleted, "k", Writer.UndeleteDeksAsync("k", At("s", 1), None));
        await AssertRefused(RegistryErrorCode.KeyNotFound, "x", Writer.UndeleteDeksAsync("k", At("x"), None));
        await Writer.UndeleteKekAsync("k", None);
        await Writer.UndeleteDeksAsync("k", At("s"), None);

        Assert.Equal("s", Reader.ListSubjects("k", Excluded).Single().Name);
    }

    [Fact]
    public async Task Versions_are_chosen_by_the_client_and_deleted_one_by_one()
    {
        await _registry.CreateAsync(Kek("k"));
        foreach (var version in new[] { 7, 1, 3 })
            await _registry.CreateAsync("k", Version("s", version));

        await Writer.DeleteDeksAsync("k", At("s", 7), DeleteKind.Soft, None);
        await Writer.DeleteDeksAsync("k", At("s") with { Version = VersionSelector.Latest }, DeleteKind.Soft, None);

        Assert.Equal([1], Reader.ListVersions("k", At("s"), Excluded));
        Assert.Equal([1, 3, 7], Reader.ListVersions("k", At("s"), Included));
        Assert.Equal(1, await LatestAsync(Excluded));
        Assert.Equal(7, await LatestAsync(Included));
        Assert.Empty(Reader.ListVersions("k", new DekAddress("s", DekAlgorithm.Aes256Siv, null), Included));
        await Writer.UndeleteDeksAsync("k", At("s"), None);
        Assert.Equal([1, 3, 7], Reader.ListVersions("k", At("s"), Excluded));

        async Task<int> LatestAsync(DeletedVersions deleted) => (await Reader.GetDekAsync(
            "k", At("s") with { Version = VersionSelector.Latest }, deleted, None)).Key.Id.Version;
    }

    [Fact]
    public async Task Without_a_version_a_DEK_is_version_1_and_not_the_latest()
    {
        await _registry.CreateAsync(Kek("k"));
        await _registry.CreateAsync("k", Version("s", 2));

        await AssertRefused(RegistryErrorCode.KeyNotFound, "s", Reader.GetDekAsync("k", At("s"), Excluded, None));
        await _registry.CreateAsync("k", Version("s", 1));
        Assert.Equal(1, (await Reader.GetDekAsync("k", At("s"), Excluded, None)).Key.Id.Version);
    }

    [Fact]
    public async Task KEKs_are_listed_by_the_subjects_of_what_is_under_them()
    {
        foreach (var kek in new[] { "b", "a", "c" })
            await _registry.CreateAsync(Kek(kek));
        await _registry.CreateAsync("b", Dek("orders", "bQ=="));
        await _registry.CreateAsync("a", Dek(":.ctx:orders", "bQ=="));
        await _registry.CreateAsync("a", Dek("users", "bQ=="));
        await Writer.DeleteDeksAsync("a", At("users"), DeleteKind.Soft, None);

        Assert.Equal(["a", "b", "c"], Reader.ListKeks([], Excluded));
        Assert.Equal(["b"], Reader.ListKeks(["ord", "us"], Excluded));
        Assert.Equal(["a", "b"], Reader.ListKeks(["ord", "us"], Included));
        Assert.Equal(["a"], Reader.ListKeks([":.ctx:"], Excluded));
        Assert.Equal([":.ctx:orders"], Reader.ListSubjects("a", Excluded).Select(subject => subject.ToString()));
    }

    [Fact]
    public async Task Keys_of_each_kind_have_a_limit_and_coming_back_does_not_count()
    {
        using var registry = Open(new ControlledKms(), options: new RegistryOptions { MaxKeys = 2 });
        await registry.CreateAsync(Kek("a"));
        await registry.CreateAsync(Kek("b"));
        await registry.CreateAsync("a", Dek("s", "bQ=="));
        await registry.CreateAsync("b", Dek("s", "bQ=="));

        await AssertRefused(RegistryErrorCode.TooManyKeys, "2", registry.CreateAsync(Kek("c")));
        await AssertRefused(RegistryErrorCode.TooManyKeys, "2", registry.CreateAsync("a", Version("s", 2)));
        await registry.KeyWriter.DeleteDeksAsync("a", At("s"), DeleteKind.Soft, None);
        await AssertRefused(RegistryErrorCode.TooManyKeys, "2", registry.CreateAsync("a", Version("s", 2)));
        await registry.CreateAsync("a", Dek("s", "bQ=="));
        await registry.KeyWriter.DeleteDeksAsync("a", At("s"), DeleteKind.Soft, None);
        await registry.KeyWriter.DeleteDeksAsync("a", At("s"), DeleteKind.Permanent, None);
        await registry.CreateAsync("a", Version("s", 2));
    }

    [Fact]
    public async Task An_update_changes_what_it_names_and_nothing_when_all_is_the_same()
    {
        var before = await _registry.CreateAsync(Kek("k", doc: "d"));

        var same = await Writer.UpdateKekAsync("k", kek => kek with { Doc = "d" }, testSharing: false, None);
        var shared = await Writer.UpdateKekAsync("k", kek => kek with { IsShared = true }, testSharing: false, None);

        Assert.Same(before, same);
        Assert.Equal(("d", true), (shared.Doc, shared.IsShared));
        await Writer.DeleteKekAsync("k", DeleteKind.Soft, None);
        await AssertRefused(
            RegistryErrorCode.KeyNotFound, "k", Writer.UpdateKekAsync("k", kek => kek, testSharing: false, None));
    }

    [Fact]
    public async Task A_DEK_without_material_needs_a_shared_KEK()
    {
        await _registry.CreateAsync(Kek("k"));

        await AssertRefused(
            RegistryErrorCode.InvalidKeyField, "encryptedKeyMaterial", _registry.CreateAsync("k", Dek("s")));
        await AssertRefused(
            RegistryErrorCode.InvalidKeyField, "encryptedKeyMaterial", _registry.CreateAsync("k", Dek("s", "")));
        await AssertRefused(RegistryErrorCode.InvalidKeyField, "shared", Writer.TestKekAsync("k", None));
        Assert.Null((await _registry.CreateAsync("k", Dek("s", "anything"))).KeyMaterial);
    }

    [Fact]
    public async Task Of_many_that_create_the_same_KEK_at_once_one_gets_it()
    {
        var creations = Enumerable.Range(0, 20).Select(_ => Task.Run(() => _registry.CreateAsync(Kek("k")))).ToList();

        var refusals = 0;
        foreach (var creation in creations)
        {
            if (await Record.ExceptionAsync(() => creation) is RegistryException { Code: RegistryErrorCode.KeyExists })
                refusals++;
        }

        Assert.Equal(19, refusals);
        Assert.Equal(1, _registry.Reader.Sequence);
    }

    [Theory]
    [InlineData("""{"kekName":"gone","algorithm":"AES256_GCM","encryptedKeyMaterial":"bQ=="}""", "'gone'")]
    [InlineData("""{"kekName":"k","algorithm":"DES","encryptedKeyMaterial":"bQ=="}""", "'DES'")]
    public void A_history_that_makes_no_sense_is_told_at_the_start(string body, string named)
    {
        var store = new MemoryRegistryStore();
        store.Commit([], [new RegistryChange(1, ChangeKind.DekSet, new QualifiedSubject(".", "s"), 1, 0, 0, body, 0)]);

        var error = Assert.Throws<IOException>(() => Open(new ControlledKms(), store));

        Assert.Contains("Change 1 ", error.Message);
        Assert.Contains(named, error.Message);
    }

    [Fact]
    public async Task A_transaction_that_can_not_be_stored_leaves_no_key()
    {
        var store = new Storage.ControlledStore { Fails = _ => true };
        using var registry = Open(new ControlledKms(), store);

        await AssertRefused(RegistryErrorCode.StoreFailed, "", registry.CreateAsync(Kek("k")));
        store.Fails = _ => false;

        Assert.Empty(registry.KeyReader.ListKeks([], Included));
        Assert.Equal("k", (await registry.CreateAsync(Kek("k"))).Name);
    }

    private static DekDraft Version(string subject, int version) =>
        new() { Subject = subject, Version = version, EncryptedKeyMaterial = "bQ==" };

    private static async Task AssertRefused(RegistryErrorCode code, string text, Task task)
    {
        var refusal = await RefusalOf(task);
        Assert.Equal((code, text), (refusal.Code, refusal.Text));
    }
}
