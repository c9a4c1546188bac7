namespace SchemaRegistry.Formats.Tests.JsonSchema.Compatibility;

/// <summary>Quotients by hand arithmetic.</summary>
public sealed class DivisorTests
{
    [Theory]
    [InlineData("8", "1e3", "MULTIPLE_OF_EXPANDED")]
    [InlineData("16", "1e3", "MULTIPLE_OF_CHANGED")]
    [InlineData("125", "1e3", "MULTIPLE_OF_EXPANDED")]
    [InlineData("625", "1e3", "MULTIPLE_OF_CHANGED")]
    [InlineData("625", "1e4", "MULTIPLE_OF_EXPANDED")]
    [InlineData("0.25", "0.5", "MULTIPLE_OF_EXPANDED")]
    [InlineData("0.4", "1", "MULTIPLE_OF_CHANGED")]
    [InlineData("24", "36e1", "MULTIPLE_OF_EXPANDED")]
    [InlineData("7", "3e9", "MULTIPLE_OF_CHANGED")]
    [InlineData("3e2", "3e1", "MULTIPLE_OF_REDUCED")]
    [InlineData("12", "0.5e1", "MULTIPLE_OF_CHANGED")]
    public void Divisors_are_divided_exactly(string original, string update, string expected) =>
        Assert.Equal(
            [$"{expected} at #/multipleOf"],
            Schemas.Differences($$"""{"multipleOf":{{original}}}""", $$"""{"multipleOf":{{update}}}"""));
}
