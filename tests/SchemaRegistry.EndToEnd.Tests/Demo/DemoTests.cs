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
        Assert.Contains("7 of 7 events", run.Output, StringComparison.Ordinal);
        Assert.Equal(7, run.Lines.Count(line => line.Contains("]@", StringComparison.Ordinal)));
        Assert.Equal("", run.Error);
    }
}
