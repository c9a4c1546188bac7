using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.References;
using SchemaRegistry.Registry.Contracts;
using SchemaRegistry.Registry.Naming;
using SchemaRegistry.Registry.Registration;
using SchemaRegistry.Registry.Settings;

namespace SchemaRegistry.Registry.Tests.Registration;

/// <summary>The expectations are those of the API's own tests, as its description restates them.</summary>
public sealed class RegistrationTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Ids_and_versions_count_from_one_and_the_same_schema_keeps_its_own()
    {
        using var registry = TestRegistry.Open();

        var first = await registry.RegisterAsync("s", TestRegistry.Record("R", "a"));
        var second = await registry.RegisterAsync("s", TestRegistry.Record("R", "a", "b?"));
        var again = await registry.RegisterAsync("s", TestRegistry.Record("R", "a"));
        var elsewhere = await registry.RegisterAsync("t", TestRegistry.Record("R", "a"));

        Assert.Equal([(1, 1), (2, 2), (1, 1)], Numbers(first, second, again));
        Assert.False(again.IsNew);
        Assert.Equal([(1, 1)], Numbers(elsewhere));
        Assert.True(elsewhere.IsNew);
    }

    [Fact]
    public async Task A_context_has_ids_of_its_own_and_the_same_guid()
    {
        using var registry = TestRegistry.Open();
        await registry.RegisterAsync("s", "\"int\"");
        var here = await registry.RegisterAsync("s2", "\"string\"");

        var there = await registry.RegisterAsync(":.ctx:s", "\"string\"");

        Assert.Equal((2, 1), (here.Schema.Version.Id, there.Schema.Version.Id));
        Assert.Equal(here.Schema.Version.Content.Identity, there.Schema.Version.Content.Identity);
        Assert.Equal([".", ".ctx"], registry.Reader.Contexts);
    }

    [Fact]
    public async Task An_incompatible_schema_is_refused_and_force_takes_it()
    {
        using var registry = TestRegistry.Open();
        await registry.RegisterAsync("s", TestRegistry.Record("R", "a"));
        var request = new SchemaRequest { Text = TestRegistry.Record("R", "a", "b") };

        var refusal = await Assert.ThrowsAsync<RegistryException>(
            () => registry.Writer.RegisterAsync(TestRegistry.Subject("s"), request, None));

        Assert.Equal(RegistryErrorCode.Incompatible, refusal.Code);
        Assert.Contains("READER_FIELD_MISSING_DEFAULT_VALUE", refusal.Details[0]);
        var forced = await registry.Writer.RegisterAsync(TestRegistry.Subject("s"), request with { Force = true }, None);
        Assert.Equal(2, forced.Schema.Version.Version);
    }

    [Fact]
    public async Task A_version_that_comes_back_after_a_soft_delete_is_a_new_one_with_the_old_id()
    {
        using var registry = TestRegistry.Open();
        var subject = TestRegistry.Subject("s");
        await registry.RegisterAsync("s", TestRegistry.Record("R", "a"));
        await registry.RegisterAsync("s", TestRegistry.Record("R", "a", "b?"));
        await registry.Writer.DeleteVersionAsync(subject, new VersionSelector(2), DeleteKind.Soft, None);

        var again = await registry.RegisterAsync("s", TestRegistry.Record("R", "a", "b?"));

        Assert.Equal([(2, 3)], Numbers(again));
        Assert.Equal([1, 3], registry.Reader.FindSubject(subject)!.Versions.Select(version => version.Version));
    }

    [Fact]
    public async Task An_id_is_never_given_again_but_the_number_of_a_removed_top_version_is()
    {
        var store = new MemoryRegistryStore();
        var registry = TestRegistry.Open(store);
        var subject = TestRegistry.Subject("s");
        await registry.RegisterAsync("s", "\"int\"");
        await registry.Writer.DeleteSubjectAsync(subject, DeleteKind.Soft, None);
        await registry.Writer.DeleteSubjectAsync(subject, DeleteKind.Permanent, None);

        var again = TestRegistry.Open(store);
        var fresh = await again.RegisterAsync("s", "\"long\"");

        Assert.Equal([(2, 1)], Numbers(fresh));
        Assert.Null(again.Reader.FindId(1, null));
    }

    [Fact]
    public async Task A_version_that_is_asked_for_must_be_the_next_one_and_marks_the_schema()
    {
        using var registry = TestRegistry.Open();
        var subject = TestRegistry.Subject("s");
        var request = new SchemaRequest { Text = "\"int\"" };
        await registry.Writer.RegisterAsync(subject, request, None);

        var same = await registry.Writer.RegisterAsync(subject, request with { Version = -1 }, None);
        var second = await registry.Writer.RegisterAsync(subject, request with { Version = 2 }, None);

        Assert.Equal([(1, 1), (2, 2)], Numbers(same, second));
        Assert.Equal("2", second.Schema.Version.Content.Metadata!.Property(SchemaMetadata.VersionProperty));
        Assert.Equal(
            RegistryErrorCode.VersionNotNext,
            await TestRegistry.RefusalOf(registry.Writer.RegisterAsync(subject, request with { Version = 9 }, None)));
    }

    [Fact]
    public async Task Metadata_is_part_of_the_identity_and_the_latest_ones_carry_over()
    {
        using var registry = TestRegistry.Open();
        var subject = TestRegistry.Subject("s");
        var metadata = new SchemaMetadata { Properties = new() { ["owner"] = "me" } };
        var plain = new SchemaRequest { Text = "\"int\"" };

        var first = await registry.Writer.RegisterAsync(subject, plain with { Metadata = metadata }, None);
        var again = await registry.Writer.RegisterAsync(subject, plain, None);
        var elsewhere = await registry.Writer.RegisterAsync(TestRegistry.Subject("t"), plain, None);

        Assert.Equal([(1, 1), (1, 1), (2, 1)], Numbers(first, again, elsewhere));
    }

    [Fact]
    public async Task References_are_resolved_at_their_versions_and_protect_their_targets()
    {
        using var registry = TestRegistry.Open();
        await registry.RegisterAsync("address", TestRegistry.Record("Address", "street"));
        const string Order = """{"type":"record","name":"Order","fields":[{"name":"to","type":"Address"}]}""";

        var order = await registry.RegisterAsync("order", Order, new SchemaReference("Address", "address", -1));

        Assert.Equal(1, order.Schema.Version.Content.References[0].Version);
        Assert.Equal([2], registry.Reader.ListReferrers(TestRegistry.Subject("address"), 1, DeletedVersions.Excluded));
        Assert.Equal(RegistryErrorCode.ReferenceExists, await TestRegistry.RefusalOf(
            registry.Writer.DeleteSubjectAsync(TestRegistry.Subject("address"), DeleteKind.Soft, None)));
        Assert.Equal(RegistryErrorCode.ReferenceNotFound, await TestRegistry.RefusalOf(
            registry.RegisterAsync("order2", Order, new SchemaReference("Address", "nowhere", 1))));
        Assert.Equal(RegistryErrorCode.InvalidSchema, await TestRegistry.RefusalOf(registry.RegisterAsync("order3", Order)));
    }

    [Fact]
    public async Task A_fully_inlined_schema_finds_the_one_with_references()
    {
        using var registry = TestRegistry.Open();
        await registry.RegisterAsync("address", TestRegistry.Record("Address", "street"));
        const string Order = """{"type":"record","name":"Order","fields":[{"name":"to","type":"Address"}]}""";
        await registry.RegisterAsync("order", Order, new SchemaReference("Address", "address", 1));
        var inlined = $$"""{"type":"record","name":"Order","fields":[{"name":"to","type":{{TestRegistry.Record("Address", "street")}}}]}""";

        var found = registry.Reader.Lookup(
            TestRegistry.Subject("order"), new SchemaRequest { Text = inlined }, DeletedVersions.Excluded);

        Assert.Equal(1, found.Schema.Version.Version);
    }

    [Fact]
    public async Task Soft_and_hard_deletes_refuse_in_the_order_of_the_API()
    {
        using var registry = TestRegistry.Open();
        var (subject, writer) = (TestRegistry.Subject("s"), registry.Writer);
        var one = new VersionSelector(1);
        await registry.RegisterAsync("s", "\"int\"");

        Assert.Equal(RegistryErrorCode.SubjectNotFound, await TestRegistry.RefusalOf(
            writer.DeleteSubjectAsync(TestRegistry.Subject("no"), DeleteKind.Permanent, None)));
        Assert.Equal(RegistryErrorCode.VersionNotSoftDeleted, await TestRegistry.RefusalOf(
            writer.DeleteVersionAsync(subject, one, DeleteKind.Permanent, None)));
        Assert.Equal(RegistryErrorCode.SubjectNotSoftDeleted, await TestRegistry.RefusalOf(
            writer.DeleteSubjectAsync(subject, DeleteKind.Permanent, None)));
        Assert.Equal(1, await writer.DeleteVersionAsync(subject, VersionSelector.Latest, DeleteKind.Soft, None));
        Assert.Equal(RegistryErrorCode.VersionSoftDeleted, await TestRegistry.RefusalOf(
            writer.DeleteVersionAsync(subject, one, DeleteKind.Soft, None)));
        Assert.Equal(RegistryErrorCode.SubjectSoftDeleted, await TestRegistry.RefusalOf(
            writer.DeleteSubjectAsync(subject, DeleteKind.Soft, None)));
        Assert.Equal(1, await writer.DeleteVersionAsync(subject, one, DeleteKind.Permanent, None));
        Assert.Equal(RegistryErrorCode.SubjectNotFound, await TestRegistry.RefusalOf(
            writer.DeleteVersionAsync(subject, one, DeleteKind.Permanent, None)));
    }

    [Fact]
    public async Task Modes_decide_what_may_be_registered()
    {
        using var registry = TestRegistry.Open();
        var (subject, writer) = (TestRegistry.Subject("s"), registry.Writer);
        await registry.RegisterAsync("s", "\"int\"");

        await writer.SetModeAsync(QualifiedSubject.Global, RegistryMode.ReadOnly, force: false, None);
        Assert.False((await registry.RegisterAsync("s", "\"int\"")).IsNew);
        Assert.Equal(RegistryErrorCode.ReadOnly, await TestRegistry.RefusalOf(registry.RegisterAsync("s", "\"long\"")));
        await writer.SetModeAsync(subject, RegistryMode.ReadWrite, force: false, None);
        Assert.True((await registry.RegisterAsync("s", "\"long\"")).IsNew);
        await writer.SetModeAsync(QualifiedSubject.Global, null, force: false, None);

        Assert.Equal(RegistryErrorCode.SubjectsExist, await TestRegistry.RefusalOf(
            writer.SetModeAsync(subject, RegistryMode.Import, force: false, None)));
        Assert.Equal(RegistryErrorCode.ForwardModeNotGlobal, await TestRegistry.RefusalOf(
            writer.SetModeAsync(subject, RegistryMode.Forward, force: false, None)));
        Assert.Equal(RegistryErrorCode.NotInImportMode, await TestRegistry.RefusalOf(
            writer.RegisterAsync(subject, new SchemaRequest { Text = "\"float\"", Id = 7 }, None)));
    }

    [Fact]
    public async Task A_recursive_delete_takes_modes_of_subjects_that_have_no_version_yet()
    {
        using var registry = TestRegistry.Open();
        var (subject, writer) = (TestRegistry.Subject(":.c:early"), registry.Writer);
        await writer.SetModeAsync(subject, RegistryMode.ReadOnly, force: false, None);

        await writer.DeleteModeAsync(TestRegistry.Subject(":.c:"), recursive: true, None);

        Assert.Null(registry.Reader.FindMode(subject));
    }

    [Fact]
    public async Task Import_takes_ids_and_versions_as_they_are()
    {
        using var registry = TestRegistry.Open();
        var subject = TestRegistry.Subject("copy");
        await registry.Writer.SetModeAsync(subject, RegistryMode.Import, force: false, None);

        var copied = await registry.Writer.RegisterAsync(
            subject, new SchemaRequest { Text = "\"int\"", Id = 100, Version = 7 }, None);

        Assert.Equal([(100, 7)], Numbers(copied));
        Assert.Equal(RegistryErrorCode.NotInReadWriteMode, await TestRegistry.RefusalOf(registry.RegisterAsync("copy", "\"long\"")));
        Assert.Equal(RegistryErrorCode.IdTaken, await TestRegistry.RefusalOf(
            registry.Writer.RegisterAsync(subject, new SchemaRequest { Text = "\"long\"", Id = 100 }, None)));
        Assert.Equal([(101, 1)], Numbers(await registry.RegisterAsync("other", "\"string\"")));
    }

    [Fact]
    public async Task A_subject_config_without_level_falls_to_the_servers_default()
    {
        using var registry = TestRegistry.Open();
        var subject = TestRegistry.Subject("s");
        await registry.Writer.UpdateConfigAsync(
            QualifiedSubject.Global, config => config with { Level = CompatibilityLevel.Full, Normalize = true }, None);

        Assert.Equal(CompatibilityLevel.Full, registry.Reader.EffectiveConfig(subject).Level);
        await registry.Writer.UpdateConfigAsync(subject, config => config with { Group = "g" }, None);

        var effective = registry.Reader.EffectiveConfig(subject);
        Assert.Equal((CompatibilityLevel.Backward, true), (effective.Level, effective.Normalize));
        Assert.Equal("g", (await registry.Writer.DeleteConfigAsync(subject, None)).Group);
        Assert.Equal(RegistryErrorCode.SubjectNotFound, await TestRegistry.RefusalOf(
            registry.Writer.DeleteConfigAsync(subject, None)));
    }

    [Fact]
    public async Task Callers_that_register_at_once_get_one_id_for_one_schema_and_none_twice()
    {
        using var registry = TestRegistry.Open();
        await registry.Writer.UpdateConfigAsync(
            QualifiedSubject.Global, config => config with { Level = CompatibilityLevel.None }, None);

        var answers = await Task.WhenAll(Enumerable.Range(0, 320).Select(index => Task.Run(
            () => registry.RegisterAsync($"s{index % 4}", TestRegistry.Record("R", $"f{index % 40}")))));

        Assert.Equal(40, answers.Select(answer => answer.Schema.Text).Distinct().Count());
        Assert.Equal(40, answers.Select(answer => answer.Schema.Version.Id).Distinct().Count());
        Assert.All(Enumerable.Range(0, 4), index => Assert.Equal(Enumerable.Range(1, 10), registry.Versions($"s{index}")));
    }

    private static IEnumerable<(int Id, int Version)> Numbers(params RegisterAnswer[] answers) =>
        answers.Select(answer => (answer.Schema.Version.Id, answer.Schema.Version.Version));
}
