using Confluent.Kafka;

namespace SchemaRegistry.EndToEnd.Tests.Cli;

public sealed class GroupConsumeTests(CliServer server) : IClassFixture<CliServer>
{
    [Fact]
    public async Task A_group_goes_on_behind_what_was_printed()
    {
        await server.ProduceAsync("rest", 5);

        Assert.Equal(["{\"n\":0}", "{\"n\":1}"], await ReadAsync("rest", "resters", "--count", "2"));
        Assert.Equal(["{\"n\":2}", "{\"n\":3}", "{\"n\":4}"], await ReadAsync("rest", "resters", "--exit-at-end"));
        Assert.Empty(await ReadAsync("rest", "resters", "--exit-at-end"));
        Assert.Equal(5, (await ReadAsync("rest", "others", "--exit-at-end")).Length);
    }

    [Fact]
    public async Task A_group_begins_where_it_is_told_only_where_it_has_committed_nothing()
    {
        await server.ProduceAsync("told", 4);

        Assert.Equal(["{\"n\":2}"], await ReadAsync("told", "late", "--from", "2", "--count", "1"));
        Assert.Equal(["{\"n\":3}"], await ReadAsync("told", "late", "--from", "beginning", "--exit-at-end"));
        Assert.Empty(await ReadAsync("told", "last", "--from", "end", "--exit-at-end"));
        Assert.Equal(4, (await ReadAsync("told", "timed", "--from", "2000-01-01T00:00:00Z", "--exit-at-end")).Length);
    }

    [Fact]
    public async Task A_group_prints_tables_too()
    {
        await server.ProduceAsync("laid", 1);

        var run = await server.RunWithKafkaAsync(
            "consume", "laid", "--group", "layers", "--count", "1", "--output", "table");

        Assert.Contains(run.Succeeded().Rows(), row => row.EndsWith("{\"n\":0}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_member_that_is_told_to_end_commits_and_leaves()
    {
        await server.ProduceAsync("left", 2);
        await using var member = Start("left", "leavers");
        Assert.Equal("{\"n\":0}", await member.ReadLineAsync());
        Assert.Equal("{\"n\":1}", await member.ReadLineAsync());

        await member.TerminateAsync();
        var (exitCode, error) = await member.WaitForExitAsync();

        Assert.Equal((0, ""), (exitCode, error));
        var group = (await server.RunOnKafkaAsync("groups", "describe", "leavers")).Succeeded();
        Assert.Contains("members      none", group.Lines);
        Assert.Contains("left 0 2 2 0 -", group.Rows());
    }

    [Fact]
    public async Task What_nobody_read_is_not_committed()
    {
        (await server.RunOnKafkaAsync("topics", "create", "unread")).Succeeded();
        await using var member = Start("unread", "gone");
        member.StopReading();

        await server.ProduceAsync("unread", 3);
        var (exitCode, error) = await member.WaitForExitAsync();

        Assert.Equal(1, exitCode);
        Assert.StartsWith("error: ", error, StringComparison.Ordinal);
        Assert.Equal(3, (await ReadAsync("unread", "gone", "--exit-at-end")).Length);
    }

    [Fact]
    public async Task A_member_without_a_partition_ends_when_all_is_to_be_read()
    {
        await server.ProduceAsync("single", 1);
        await using var member = Start("single", "crowd");
        Assert.Equal("{\"n\":0}", await member.ReadLineAsync());

        Assert.Empty(await ReadAsync("single", "crowd", "--exit-at-end"));
    }

    [Fact]
    public async Task An_offset_that_the_log_does_not_have_is_told_with_the_way_out()
    {
        await server.ProduceAsync("short", 1);
        using (var admin = new AdminClientBuilder(
            new AdminClientConfig { BootstrapServers = server.Server.Bootstrap }).Build())
        {
            await admin.AlterConsumerGroupOffsetsAsync(
                [new ConsumerGroupTopicPartitionOffsets("lost", [new TopicPartitionOffset("short", 0, 50)])]);
        }

        var run = await server.RunWithKafkaAsync("consume", "short", "--group", "lost", "--exit-at-end");

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains("schema-registry groups reset lost --topic short", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "nothing-there", "--group", "g")]
    [InlineData(2, "any", "--group", "g", "--partition", "0")]
    public async Task What_can_not_be_read_is_one_line_on_standard_error(int exitCode, params string[] words)
    {
        var run = await server.RunWithKafkaAsync(["consume", .. words]);

        Assert.Equal((exitCode, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("error: ", Assert.Single(run.Error.Trim().Split('\n')), StringComparison.Ordinal);
    }

    private StartedCli Start(string topic, string group) => StartedCli.Start(
        "consume", topic, "--group", group, "--bootstrap", server.Server.Bootstrap, "--registry", server.Server.Url.ToString());

    private async Task<string[]> ReadAsync(string topic, string group, params string[] options) =>
        (await server.RunWithKafkaAsync(["consume", topic, "--group", group, .. options])).Succeeded().Lines;
}
