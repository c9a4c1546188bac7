namespace SchemaRegistry.EndToEnd.Tests.Cli;

public sealed class TopicsCommandTests(CliServer server) : IClassFixture<CliServer>
{
    [Fact]
    public async Task A_topic_is_created_listed_described_and_deleted()
    {
        var created = await server.RunOnKafkaAsync(
            "topics", "create", "walk", "--partitions", "3", "--replication-factor", "1", "--output", "json");
        var listed = await server.RunOnKafkaAsync("topics", "list", "--output", "json");
        var described = await server.RunOnKafkaAsync("topics", "describe", "walk", "--output", "json");
        var deleted = await server.RunOnKafkaAsync("topics", "delete", "walk", "--yes", "--output", "json");
        var after = await server.RunOnKafkaAsync("topics", "list", "--output", "json");

        Assert.Equal(["""{"topic":"walk","created":true}"""], created.Succeeded().Lines);
        Assert.Contains(
            """{"topic":"walk","partitions":3,"replicationFactor":1,"internal":false}""", listed.Succeeded().Lines);
        Assert.StartsWith("""{"topic":"walk","internal":false,""", Assert.Single(described.Succeeded().Lines), StringComparison.Ordinal);
        Assert.Equal(["""{"topic":"walk","deleted":true,"problem":null}"""], deleted.Succeeded().Lines);
        Assert.DoesNotContain("\"walk\"", after.Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_description_has_the_leader_and_the_offsets_of_each_partition()
    {
        (await server.RunOnKafkaAsync("topics", "create", "counted", "--partitions", "1")).Succeeded();
        await server.ProduceAsync("counted", 5);

        var json = await server.RunOnKafkaAsync("topics", "describe", "counted", "--output", "json");
        var table = await server.RunOnKafkaAsync("topics", "describe", "counted");

        Assert.Contains(
            ""","partitions":[{"partition":0,"leader":1,"replicas":[1],"inSync":[1],"firstOffset":0,"endOffset":5,"count":5}]""",
            json.Succeeded().Output, StringComparison.Ordinal);
        Assert.Equal(["topic", "counted"], Words(table.Succeeded().Lines[0]));
        Assert.Contains("partition leader replicas inSync firstOffset endOffset count", table.Rows());
        Assert.Contains("0 1 1 1 0 5 5", table.Rows());
    }

    [Fact]
    public async Task Topics_of_kafka_itself_are_listed_only_when_asked_for()
    {
        // The first offset that is committed makes the topic of all offsets.
        await server.ProduceAsync("read", 1);
        (await server.RunWithKafkaAsync("consume", "read", "--group", "any", "--count", "1")).Succeeded();

        var usual = await server.RunOnKafkaAsync("topics", "list", "--output", "json");
        var all = await server.RunOnKafkaAsync("topics", "list", "--internal", "--output", "json");

        Assert.DoesNotContain("__consumer_offsets", usual.Succeeded().Output, StringComparison.Ordinal);
        Assert.Contains(
            all.Succeeded().Lines,
            line => line.Contains("\"topic\":\"__consumer_offsets\"", StringComparison.Ordinal)
                && line.EndsWith("\"internal\":true}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_table_has_a_row_for_each_topic()
    {
        (await server.RunOnKafkaAsync("topics", "create", "tabled", "--partitions", "2")).Succeeded();

        var list = await server.RunOnKafkaAsync("topics", "list");

        Assert.Contains("topic partitions replicationFactor internal", list.Succeeded().Rows());
        Assert.Contains("tabled 2 1 no", list.Rows());
    }

    [Fact]
    public async Task Of_several_topics_those_that_are_there_are_deleted_and_the_others_are_told()
    {
        (await server.RunOnKafkaAsync("topics", "create", "gone")).Succeeded();

        var run = await server.RunOnKafkaAsync("topics", "delete", "gone", "never-was", "--yes", "--output", "json");

        Assert.Equal((1, "error: There is no topic never-was.\n"), (run.ExitCode, run.Error));
        Assert.Equal(
            [
                """{"topic":"gone","deleted":true,"problem":null}""",
                """{"topic":"never-was","deleted":false,"problem":"There is no topic never-was."}""",
            ],
            run.Lines);
    }

    [Fact]
    public async Task Nothing_is_deleted_when_nobody_can_be_asked()
    {
        (await server.RunOnKafkaAsync("topics", "create", "kept")).Succeeded();

        var run = await server.RunOnKafkaAsync("topics", "delete", "kept");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Equal(
            "error: Delete kept with all records? There is no terminal to answer on: give --yes to go on.\n", run.Error);
        (await server.RunOnKafkaAsync("topics", "describe", "kept")).Succeeded();
    }

    [Fact]
    public async Task Describing_a_topic_that_is_not_there_does_not_make_it()
    {
        var run = await server.RunOnKafkaAsync("topics", "describe", "unmade");

        Assert.Equal((1, "", "error: There is no topic unmade.\n"), (run.ExitCode, run.Output, run.Error));
        Assert.DoesNotContain(
            "unmade", (await server.RunOnKafkaAsync("topics", "list")).Succeeded().Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "exists already", "create", "twice")]
    [InlineData(1, "is no topic name", "create", "a b")]
    [InlineData(1, "no.such.setting", "create", "unset", "--config", "no.such.setting=1")]
    [InlineData(2, "--partitions is 0", "create", "none", "--partitions", "0")]
    [InlineData(2, "--replication-factor is -1", "create", "none", "--replication-factor", "-1")]
    [InlineData(2, "must be NAME=VALUE", "create", "none", "--config", "retention.ms")]
    [InlineData(2, "retention.ms is given more than once", "create", "none", "--config", "retention.ms=1", "--config", "retention.ms=2")]
    [InlineData(2, "--count is 0", "partitions", "twice", "--count", "0")]
    public async Task What_can_not_be_done_is_one_line_on_standard_error(
        int exitCode, string reason, params string[] words)
    {
        await server.RunOnKafkaAsync("topics", "create", "twice");

        var run = await server.RunOnKafkaAsync(["topics", .. words]);

        Assert.Equal((exitCode, ""), (run.ExitCode, run.Output));
        var line = Assert.Single(run.Error.Trim().Split('\n'));
        Assert.StartsWith("error: ", line, StringComparison.Ordinal);
        Assert.Contains(reason, line, StringComparison.Ordinal);
    }

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
