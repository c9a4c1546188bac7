using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Registry.Registration;
using SchemaRegistry.Registry.Tests.Storage;

namespace SchemaRegistry.Registry.Tests.Registration;

/// <summary>Of a registry that has just started, so that it has read no text yet.</summary>
public sealed class VersionsToCompareTests
{
    [Fact]
    public async Task Versions_before_the_one_that_objects_are_not_read()
    {
        using var store = await StoreOfThreeVersionsAsync();
        using var registry = TestRegistry.Open(store);

        var report = Check(registry, TestRegistry.Record("R", "a", "b?", "c?", "must"));

        Assert.Contains("{oldSchemaVersion: 3}", report.Messages);
        Assert.Equal([3], store.TextsRead);
    }

    [Fact]
    public async Task All_versions_are_read_where_none_objects()
    {
        using var store = await StoreOfThreeVersionsAsync();
        using var registry = TestRegistry.Open(store);

        var report = Check(registry, TestRegistry.Record("R", "a", "d?"));

        Assert.Empty(report.Messages);
        Assert.Equal([3, 2, 1], store.TextsRead);
    }

    private static async Task<ControlledStore> StoreOfThreeVersionsAsync()
    {
        var store = new ControlledStore();
        using var registry = TestRegistry.Open(store);
        await registry.Writer.UpdateConfigAsync(
            TestRegistry.Subject("s"),
            config => config with { Level = CompatibilityLevel.BackwardTransitive },
            TestRegistry.None);
        await registry.RegisterAsync("s", TestRegistry.Record("R", "a"));
        await registry.RegisterAsync("s", TestRegistry.Record("R", "a", "b?"));
        await registry.RegisterAsync("s", TestRegistry.Record("R", "a", "b?", "c?"));
        return store;
    }

    private static CompatibilityReport Check(OpenRegistry registry, string text) => registry.Reader.CheckCompatibility(
        TestRegistry.Subject("s"), new SchemaRequest { Text = text }, selector: null, explains: false);
}
