namespace SchemaRegistry.EndToEnd.Tests.Cli;

public sealed class TopicSettingsTests(CliServer server) : IClassFixture<CliServer>
{
    // 128 MiB, the default of this log, is 134217728 bytes.
    [Fact]
    public async Task Settings_are_changed_one_by_one_and_the_others_stay()
    {
        (await server.RunOnKafkaAsync(
            "topics", "create", "set", "--config", "retention.ms=86400000", "--config", "cleanup.policy=compact")).Succeeded();

        var changed = await server.RunOnKafkaAsync(
            "topics", "config", "set", "--set", "retention.ms=3600000", "--set", "segment.bytes=2097152", "--output", "json");
        var unset = await server.RunOnKafkaAsync("topics", "config", "set", "--unset", "segment.bytes");
        var settings = await server.RunOnKafkaAsync("topics", "config", "set", "--output", "json");

        Assert.Equal(
            [
                """{"name":"retention.ms","value":"3600000","change":"set"}""",
                """{"name":"segment.bytes","value":"2097152","change":"set"}""",
            ],
            changed.Succeeded().Lines);
        Assert.Contains("segment.bytes - unset", unset.Succeeded().Rows());
        Assert.Contains(
            """{"name":"retention.ms","value":"3600000","source":"topic","readOnly":false}""", settings.Succeeded().Lines);
        Assert.Contains(
            """{"name":"cleanup.policy","value":"compact","source":"topic","readOnly":false}""", settings.Lines);
        Assert.Contains(
            """{"name":"segment.bytes","value":"134217728","source":"default","readOnly":false}""", settings.Lines);
    }

    [Fact]
    public async Task A_description_has_the_settings_that_differ_or_all()
    {
        (await server.RunOnKafkaAsync("topics", "create", "differing", "--config", "retention.ms=86400000")).Succeeded();

        var some = await server.RunOnKafkaAsync("topics", "describe", "differing", "--output", "json");
        var all = await server.RunOnKafkaAsync("topics", "describe", "differing", "--all-configs");

        Assert.EndsWith(
            ""","settings":[{"name":"retention.ms","value":"86400000","source":"topic","readOnly":false}]}""",
            Assert.Single(some.Succeeded().Lines), StringComparison.Ordinal);
        Assert.Contains("retention.ms 86400000 topic no", all.Succeeded().Rows());
        Assert.Contains("segment.bytes 134217728 default no", all.Rows());
    }

    [Fact]
    public async Task A_kafka_that_tells_no_settings_still_tells_the_rest()
    {
        await using var kafka = await OlderKafka.StartAsync();
        (await CliProcess.RunAsync("topics", "create", "bare", "--bootstrap", kafka.Bootstrap)).Succeeded();

        var json = await CliProcess.RunAsync("topics", "describe", "bare", "--output", "json", "--bootstrap", kafka.Bootstrap);
        var table = await CliProcess.RunAsync("topics", "describe", "bare", "--bootstrap", kafka.Bootstrap);
        var settings = await CliProcess.RunAsync("topics", "config", "bare", "--bootstrap", kafka.Bootstrap);

        Assert.Contains("\"settings\":null,\"settingsProblem\":\"The Kafka at ", json.Succeeded().Output, StringComparison.Ordinal);
        Assert.Contains(
            "\"firstOffset\":0,\"endOffset\":0,\"count\":0}]}", json.Output, StringComparison.Ordinal);
        Assert.Contains("0 1 1 1 0 0 0", table.Succeeded().Rows());
        Assert.Equal((2, ""), (settings.ExitCode, settings.Output));
        Assert.StartsWith(
            $"error: The Kafka at {kafka.Bootstrap} can not do this: DescribeConfigs", settings.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_topic_gets_more_partitions_and_keeps_its_records()
    {
        await server.ProduceAsync("growing", 2);

        var grown = await server.RunOnKafkaAsync("topics", "partitions", "growing", "--count", "3", "--output", "json");
        var described = await server.RunOnKafkaAsync("topics", "describe", "growing");

        Assert.Equal(["""{"topic":"growing","partitions":3}"""], grown.Succeeded().Lines);
        Assert.Contains("0 1 1 1 0 2 2", described.Succeeded().Rows());
        Assert.Contains("2 1 1 1 0 0 0", described.Rows());
    }

    [Theory]
    [InlineData(1, "There is no topic never-was", "config", "never-was")]
    [InlineData(1, "There is no topic never-was", "config", "never-was", "--set", "retention.ms=1")]
    [InlineData(1, "There is no topic never-was", "partitions", "never-was", "--count", "2")]
    [InlineData(1, "no.such.setting", "config", "fixed", "--set", "no.such.setting=1")]
    [InlineData(1, "retention.ms", "config", "fixed", "--set", "retention.ms=soon")]
    [InlineData(1, "fixed", "partitions", "fixed", "--count", "1")]
    [InlineData(2, "must be NAME=VALUE", "config", "fixed", "--set", "retention.ms")]
    [InlineData(2, "given more than once", "config", "fixed", "--set", "retention.ms=1", "--unset", "retention.ms")]
    public async Task What_can_not_be_done_is_one_line_on_standard_error(
        int exitCode, string reason, params string[] words)
    {
        await server.RunOnKafkaAsync("topics", "create", "fixed", "--partitions", "2");

        var run = await server.RunOnKafkaAsync(["topics", .. words]);

        Assert.Equal((exitCode, ""), (run.ExitCode, run.Output));
        var line = Assert.Single(run.Error.Trim().Split('\n'));
        Assert.StartsWith("error: ", line, StringComparison.Ordinal);
        Assert.Contains(reason, line, StringComparison.Ordinal);
    }
}
