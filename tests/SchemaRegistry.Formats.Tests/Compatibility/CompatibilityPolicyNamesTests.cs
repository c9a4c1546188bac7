using SchemaRegistry.Formats.Compatibility;

namespace SchemaRegistry.Formats.Tests.Compatibility;

public sealed class CompatibilityPolicyNamesTests
{
    [Theory]
    [InlineData("STRICT", true, CompatibilityPolicy.Strict)]
    [InlineData("LENIENT", true, CompatibilityPolicy.Lenient)]
    [InlineData("lenient", true, CompatibilityPolicy.Lenient)]
    [InlineData("LOGICAL", false, CompatibilityPolicy.Strict)]
    [InlineData("", false, CompatibilityPolicy.Strict)]
    [InlineData(null, false, CompatibilityPolicy.Strict)]
    public void A_policy_is_read_in_any_case(string? name, bool isKnown, CompatibilityPolicy expected)
    {
        Assert.Equal(isKnown, CompatibilityPolicyNames.TryParse(name, out var policy));
        Assert.Equal(expected, policy);
    }

    [Fact]
    public void A_policy_is_printed_in_upper_case()
    {
        Assert.Equal("STRICT", CompatibilityPolicy.Strict.ToName());
        Assert.Equal("LENIENT", CompatibilityPolicy.Lenient.ToName());
    }
}
