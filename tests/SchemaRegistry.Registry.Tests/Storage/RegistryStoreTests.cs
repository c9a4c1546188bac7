using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.References;
using SchemaRegistry.Registry.Contracts;
using SchemaRegistry.Registry.Naming;
using SchemaRegistry.Registry.Registration;
using SchemaRegistry.Registry.Settings;

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

    protected abstract IRegistryStore OpenStore();
}
