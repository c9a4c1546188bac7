using SchemaRegistry.Formats;
using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.References;
using SchemaRegistry.KeyManagement;
using SchemaRegistry.Registry.Associations;
using SchemaRegistry.Registry.Changes;
using SchemaRegistry.Registry.Contracts;
using SchemaRegistry.Registry.Keys;
using SchemaRegistry.Registry.Naming;
using SchemaRegistry.Registry.Registration;
using SchemaRegistry.Registry.Settings;
using SchemaRegistry.Registry.Tests.Keys;

namespace SchemaRegistry.Registry.Tests.Storage;

/// <summary>What every store must keep; each kind of store runs all of it.</summary>
public abstract class RegistryStoreTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Everything_is_there_again_after_a_restart()
    {
        using (var registry = TestRegistry.Open(OpenStore()))
        {
            await registry.RegisterAsync("address", TestRegistry.Record("Address", "street"));
            await registry.RegisterAsync(
                "order",
                """{"type":"record","name":"Order","fields":[{"name":"to","type":"Address"}]}""",
                new SchemaReference("Address", "address", 1));
            await registry.Writer.RegisterAsync(
                TestRegistry.Subject(":.c:m"),
                new SchemaRequest { Text = "\"int\"", Metadata = new SchemaMetadata { Properties = new() { ["k"] = "v" } } },
                None);
            await registry.Writer.UpdateConfigAsync(
                TestRegistry.Subject("order"), config => config with { Level = CompatibilityLevel.Full }, None);
            await registry.Writer.SetModeAsync(TestRegistry.Subject("order"), RegistryMode.ReadOnly, force: false, None);
            await registry.RegisterAsync("gone", "\"long\"");
            await registry.Writer.DeleteSubjectAsync(TestRegistry.Subject("gone"), DeleteKind.Soft, None);
        }

        using var again = TestRegistry.Open(OpenStore());
        var order = again.Reader.GetVersion(TestRegistry.Subject("order"), VersionSelector.Latest, DeletedVersions.Excluded);
        Assert.Equal("""{"type":"record","name":"Order","fields":[{"name":"to","type":"Address"}]}""", order.Text);
        Assert.Equal(new SchemaReference("Address", "address", 1), order.Version.Content.References.Single());
        Assert.Equal([2], again.Reader.ListReferrers(TestRegistry.Subject("address"), 1, DeletedVersions.Excluded));
        Assert.Equal("v", again.Reader.FindId(1, TestRegistry.Subject(":.c:m"))!.Content.Metadata!.Property("k"));
        Assert.Equal(CompatibilityLevel.Full, again.Reader.EffectiveConfig(TestRegistry.Subject("order")).Level);
        Assert.Equal(RegistryMode.ReadOnly, again.Reader.FindMode(TestRegistry.Subject("order")));
        Assert.Equal(["gone"], again.Reader.ListSubjects(SubjectPrefix.Parse(":*:"), SubjectVisibility.DeletedOnly).Select(s => s.Name));
        Assert.Equal(4, (await again.RegisterAsync("next", "\"float\"")).Schema.Version.Id);
    }

    [Fact]
    public async Task Associations_are_there_again_after_a_restart_and_removed_ones_are_not()
    {
        List<Association> before;
        using (var registry = TestRegistry.Open(OpenStore()))
        {
            var own = new AssociationEntry { Schema = new SchemaRequest { Text = "\"int\"" } };
            await registry.AssociationWriter.WriteAsync(Write("q1", own, own with { Kind = Association.Key }), None);
            await registry.AssociationWriter.WriteAsync(Write("q2", own), None);
            await registry.RegisterAsync("shared", "\"long\"");
            await registry.AssociationWriter.WriteAsync(Write("q3", new AssociationEntry { Subject = "shared" }), None);
            await registry.AssociationWriter.DeleteAsync(
                new AssociationDelete { ResourceId = "q2", Cascades = true }, None);
            before = [.. registry.AssociationReader.Named("-", "-", new AssociationFilter())];
        }

        using var again = TestRegistry.Open(OpenStore());

        Assert.Equal(
            [":.lkc:q1-key", ":.lkc:q1-value", "shared"], before.Select(association => association.Subject.ToString()));
        Assert.Equal(before, again.AssociationReader.Named("-", "-", new AssociationFilter()));
        Assert.Equal(
            before[..1], again.AssociationReader.OfSubject(TestRegistry.Subject(":.lkc:q1-key"), new AssociationFilter()));
        Assert.Equal(
            RegistryErrorCode.AssociationOfSubjectExists,
            await TestRegistry.RefusalOf(again.Writer.DeleteSubjectAsync(
                TestRegistry.Subject("shared"), DeleteKind.Soft, None)));
    }

    [Fact]
    public async Task Keys_are_there_again_after_a_restart()
    {
        string material;
        using (var registry = TestKeys.Open(new ControlledKms(), OpenStore()))
        {
            await registry.CreateAsync(new KekDraft
            {
                Name = "k",
                KmsType = "test-kms",
                KmsKeyId = "id",
                KmsProps = new Dictionary<string, string> { ["secret"] = "s", ["b"] = "ü" },
                Doc = "doc",
                IsShared = true,
            });
            material = (await registry.CreateAsync("k", TestKeys.Dek(":.ctx:s"))).KeyMaterial!;
            await registry.CreateAsync("k", TestKeys.Dek("soft"));
            await registry.CreateAsync("k", TestKeys.Dek("hard"));
            foreach (var subject in new[] { "soft", "hard" })
                await registry.KeyWriter.DeleteDeksAsync("k", TestKeys.At(subject), DeleteKind.Soft, None);
            await registry.KeyWriter.DeleteDeksAsync("k", TestKeys.At("hard"), DeleteKind.Permanent, None);
            foreach (var name in new[] { "soft", "hard" })
            {
                await registry.CreateAsync(TestKeys.Kek(name));
                await registry.KeyWriter.DeleteKekAsync(name, DeleteKind.Soft, None);
            }

            await registry.KeyWriter.DeleteKekAsync("hard", DeleteKind.Permanent, None);
        }

        using var again = TestKeys.Open(new ControlledKms(), OpenStore(), new RegistryOptions { MaxKeys = 2 });
        var reader = again.KeyReader;
        var kek = reader.GetKek("k", DeletedVersions.Excluded);
        Assert.Equal(("test-kms", "id", "doc", true, "ü"), (kek.KmsType, kek.KmsKeyId, kek.Doc, kek.IsShared, kek.KmsProps["b"]));
        Assert.True(kek.TimestampMs > 0);
        Assert.Equal(["k", "soft"], reader.ListKeks([], DeletedVersions.Included));
        Assert.Equal(["k"], reader.ListKeks([], DeletedVersions.Excluded));
        Assert.Equal([":.ctx:s", "soft"], reader.ListSubjects("k", DeletedVersions.Included).Select(s => s.ToString()));
        Assert.Equal([":.ctx:s"], reader.ListSubjects("k", DeletedVersions.Excluded).Select(s => s.ToString()));
        var dek = await reader.GetDekAsync("k", TestKeys.At(":.ctx:s"), DeletedVersions.Excluded, None);
        Assert.Equal(material, dek.KeyMaterial);
        Assert.Equal(RegistryErrorCode.TooManyKeys, await TestRegistry.RefusalOf(again.CreateAsync(TestKeys.Kek("third"))));
        Assert.Equal(RegistryErrorCode.TooManyKeys, await TestRegistry.RefusalOf(again.CreateAsync("k", TestKeys.Dek("third"))));
    }

    [Fact]
    public async Task The_history_is_dense_and_keeps_its_order()
    {
        using (var registry = TestRegistry.Open(OpenStore()))
        {
            await Task.WhenAll(Enumerable.Range(0, 200).Select(index => Task.Run(
                () => registry.RegisterAsync($"s{index}", TestRegistry.Record($"R{index}", "a")))));
        }

        using var store = OpenStore();
        var sequences = store.Load().Changes.Select(change => change.Sequence).ToList();

        Assert.Equal(Enumerable.Range(1, 200).Select(sequence => (long)sequence), sequences);
    }

    [Fact]
    public async Task Pages_of_changes_are_dense_and_name_what_was_added()
    {
        using var store = OpenStore();
        using var registry = TestRegistry.Open(store);
        await registry.RegisterAsync("s", "\"string\"");
        await registry.Writer.SetModeAsync(TestRegistry.Subject(":.c:"), RegistryMode.ReadOnly, force: false, None);
        await registry.Writer.SetModeAsync(TestRegistry.Subject(":.c:"), null, force: false, None);
        await registry.Writer.DeleteSubjectAsync(TestRegistry.Subject("s"), DeleteKind.Soft, None);

        var first = store.ReadChanges(after: 0, limit: 3);
        var second = store.ReadChanges(after: 3, limit: 3);

        Assert.Equal([1L, 2, 3], first.Select(change => change.Change.Sequence));
        Assert.Equal(
            [ChangeKind.VersionAdded, ChangeKind.ModeSet, ChangeKind.ModeSet],
            first.Select(change => change.Change.Kind));
        Assert.Equal([Guid.Parse("095d71cf-1255-6b9d-5e33-0ad575b3df5d"), null, null], first.Select(change => change.Identity));
        Assert.Equal([SchemaType.Avro, null, null], first.Select(change => change.Type));
        Assert.Equal([null, "READONLY", null], first.Select(change => change.Change.Body));
        Assert.Equal(TestRegistry.Subject(":.c:"), first[1].Change.Subject);
        Assert.Equal((4L, ChangeKind.VersionDeleted), (second.Single().Change.Sequence, second.Single().Change.Kind));
        Assert.Empty(store.ReadChanges(after: 4, limit: 3));
        Assert.Empty(store.ReadChanges(after: long.MaxValue, limit: 3));
    }

    [Fact]
    public async Task A_page_of_large_changes_ends_early_and_the_next_goes_on()
    {
        using var store = OpenStore();
        using var registry = TestRegistry.Open(store);
        var large = new string('x', RegistryLimits.MaxChangePageCharacters);
        for (var index = 0; index < 3; index++)
        {
            await registry.Writer.UpdateConfigAsync(
                TestRegistry.Subject($"s{index}"), config => config with { Alias = large }, None);
        }

        Assert.Equal([1L], store.ReadChanges(after: 0, limit: 3).Select(change => change.Change.Sequence));
        Assert.Equal([2L], store.ReadChanges(after: 1, limit: 3).Select(change => change.Change.Sequence));
    }

    /// <summary>More than one chunk of versions, deleted in every way, and what is left after a restart.</summary>
    [Fact]
    public async Task A_subject_with_many_versions_is_deleted_and_there_again()
    {
        using (var registry = TestRegistry.Open(OpenStore()))
        {
            await registry.Writer.UpdateConfigAsync(
                TestRegistry.Subject("s"), config => config with { Level = CompatibilityLevel.None }, None);
            for (var number = 1; number <= 300; number++)
                await registry.RegisterAsync("s", TestRegistry.Record($"R{number}", "a"));
            foreach (var number in new[] { 300, 1, 150 })
            {
                var version = new VersionSelector(number);
                await registry.Writer.DeleteVersionAsync(TestRegistry.Subject("s"), version, DeleteKind.Soft, None);
                await registry.Writer.DeleteVersionAsync(TestRegistry.Subject("s"), version, DeleteKind.Permanent, None);
            }
        }

        using var again = TestRegistry.Open(OpenStore());
        Assert.Equal(Enumerable.Range(2, 298).Except([150]), again.Versions("s"));
        Assert.Equal(299, (await again.RegisterAsync("s", TestRegistry.Record("R299", "a"))).Schema.Version.Version);
        Assert.Equal(297, (await again.Writer.DeleteSubjectAsync(TestRegistry.Subject("s"), DeleteKind.Soft, None)).Count);
        Assert.Equal(297, (await again.Writer.DeleteSubjectAsync(TestRegistry.Subject("s"), DeleteKind.Permanent, None)).Count);
        Assert.Null(again.Reader.FindSubject(TestRegistry.Subject("s")));
        Assert.Null(again.Reader.FindId(5, null));
        Assert.Equal(301, (await again.RegisterAsync("s", TestRegistry.Record("R5", "a"))).Schema.Version.Id);
    }

    protected abstract IRegistryStore OpenStore();

    private static AssociationWrite Write(string id, params AssociationEntry[] entries) => new()
    {
        Resource = new ResourceRequest(id, "lkc", id, null),
        Kind = AssociationWriteKind.Create,
        Entries = entries,
    };
}
