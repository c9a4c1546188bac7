using SchemaRegistry.EndToEnd.Tests.Cli;

namespace SchemaRegistry.EndToEnd.Tests.Demo;

public sealed class DemoTests
{
    [Fact]
    public async Task The_demo_shows_every_event_and_the_refusal_with_its_path()
    {
        var run = (await CliProcess.RunAsync("demo")).Succeeded();

        Assert.Contains("READER_FIELD_MISSING_DEFAULT_VALUE", run.Output, StringComparison.Ordinal);
        Assert.Contains("TYPE_MISMATCH", run.Output, StringComparison.Ordinal);
        Assert.Contains("/fields/0/type", run.Output, StringComparison.Ordinal);
        Assert.Contains("FIELD_SCALAR_KIND_CHANGED", run.Output, StringComparison.Ordinal);
        Assert.Contains("#/properties/stars", run.Output, StringComparison.Ordinal);
        Assert.Contains("OUTCOME_HANDED_OVER", run.Output, StringComparison.Ordinal);
        Assert.Contains("12 of 12 events", run.Output, StringComparison.Ordinal);
        Assert.Equal(12, run.Lines.Count(line => line.Contains("]@", StringComparison.Ordinal)));
        Assert.Equal("", run.Error);
    }
}
