using SchemaRegistry.Registry.Registration;

namespace SchemaRegistry.Registry.Tests.Registration;

/// <summary>The policy of a subject decides about its registrations and its checks alike.</summary>
public sealed class CompatibilityPolicyTests
{
    private static readonly SchemaRequest Narrow = Json("""{"properties":{"a":{"type":"string"}}}""");
    private static readonly SchemaRequest Wide =
        Json("""{"properties":{"a":{"type":"string"},"b":{"type":"string"}}}""");

    [Theory]
    [InlineData(null, false)]
    [InlineData("STRICT", false)]
    [InlineData("LENIENT", true)]
    public async Task An_optional_property_is_added_under_the_lenient_policy_only(string? policy, bool isTaken)
    {
        using var registry = TestRegistry.Open();
        var subject = TestRegistry.Subject("s");
        await registry.Writer.RegisterAsync(subject, Narrow, TestRegistry.None);
        await registry.Writer.UpdateConfigAsync(subject, config => config with { Policy = policy }, TestRegistry.None);

        var registering = registry.Writer.RegisterAsync(subject, Wide, TestRegistry.None);

        if (isTaken)
            Assert.True((await registering).IsNew);
        else
            Assert.Equal(RegistryErrorCode.Incompatible, await TestRegistry.RefusalOf(registering));
    }

    private static SchemaRequest Json(string text) => new() { Text = text, TypeName = "JSON" };
}
