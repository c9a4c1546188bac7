namespace SchemaRegistry.EndToEnd.Tests.Cli;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("check", "schema.avsc")]
    [InlineData("topics")]
    [InlineData("topics", "delete")]
    [InlineData("topics", "partitions", "orders")]
    [InlineData("topics", "list", "--output", "xml")]
    [InlineData("groups", "reset", "billing", "--to", "end")]
    [InlineData("no-such-command")]
    public async Task Words_that_can_not_be_understood_end_with_2(params string[] words)
    {
        var run = await CliProcess.RunAsync(words);

        Assert.Equal(2, run.ExitCode);
        Assert.NotEmpty(run.Error);
    }

    [Theory]
    [InlineData("topics", "create", "--replication-factor")]
    [InlineData("topics", "config", "--unset")]
    [InlineData("groups", "reset", "--dry-run")]
    [InlineData("consume", "", "At least once")]
    public async Task Help_tells_what_can_be_given(string command, string subcommand, string told)
    {
        string[] words = subcommand.Length > 0 ? [command, subcommand, "--help"] : [command, "--help"];

        var run = (await CliProcess.RunAsync(words)).Succeeded();

        Assert.Contains(told, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_kafka_that_does_not_answer_is_told_in_bounded_time_and_ends_with_2()
    {
        // Port 1 of this machine refuses.
        string[][] commands =
        [
            ["topics", "list"], ["topics", "describe", "t"], ["topics", "delete", "t", "--yes"], ["groups", "list"],
            ["groups", "describe", "g"],
            ["groups", "reset", "g", "--topic", "t", "--to", "end"],
        ];

        var runs = await Task.WhenAll(commands.Select(words => CliProcess.RunAsync([.. words, "--bootstrap", "127.0.0.1:1"])));

        Assert.All(runs, run =>
        {
            Assert.Equal((2, ""), (run.ExitCode, run.Output));
            var line = Assert.Single(run.Error.Trim().Split('\n'));
            Assert.StartsWith("error: No answer from Kafka at 127.0.0.1:1", line, StringComparison.Ordinal);
            Assert.Contains("refused", line, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task An_address_that_is_none_ends_with_2()
    {
        var run = await CliProcess.RunAsync("groups", "list", "--bootstrap", ":9092");

        Assert.Equal((2, "error: --bootstrap is ':9092'; it must be HOST:PORT, several with commas.\n"), (run.ExitCode, run.Error));
    }
}
