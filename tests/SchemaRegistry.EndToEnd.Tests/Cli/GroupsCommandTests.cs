using Confluent.Kafka;

namespace SchemaRegistry.EndToEnd.Tests.Cli;

public sealed class GroupsCommandTests(CliServer server) : IClassFixture<CliServer>
{
    [Fact]
    public async Task A_group_is_listed_described_and_deleted()
    {
        await server.ProduceAsync("walked", 3);
        (await server.RunWithKafkaAsync("consume", "walked", "--group", "walkers", "--count", "2")).Succeeded();

        var listed = await server.RunOnKafkaAsync("groups", "list", "--output", "json");
        var described = await server.RunOnKafkaAsync("groups", "describe", "walkers", "--output", "json");
        var deleted = await server.RunOnKafkaAsync("groups", "delete", "walkers", "--yes", "--output", "json");
        var after = await server.RunOnKafkaAsync("groups", "describe", "walkers");

        Assert.Contains("""{"group":"walkers","state":"Empty","type":"Classic","members":0}""", listed.Succeeded().Lines);
        Assert.Equal(
            [
                """{"group":"walkers","state":"Empty","type":"Classic","protocol":null,"coordinator":1,"members":[],"partitions":["""
                + """{"topic":"walked","partition":0,"committedOffset":2,"endOffset":3,"lag":1,"member":null}]}""",
            ],
            described.Succeeded().Lines);
        Assert.Equal(["""{"group":"walkers","deleted":true,"problem":null}"""], deleted.Succeeded().Lines);
        Assert.Equal((1, "error: There is no group walkers.\n"), (after.ExitCode, after.Error));
    }

    [Fact]
    public async Task A_member_is_described_with_its_client_and_its_partitions()
    {
        (await server.RunOnKafkaAsync("topics", "create", "shared", "--partitions", "2")).Succeeded();
        using var member = Join("sharers", "shared", clientId: "billing");

        var table = (await server.RunOnKafkaAsync("groups", "describe", "sharers")).Succeeded();
        var json = (await server.RunOnKafkaAsync("groups", "describe", "sharers", "--output", "json")).Succeeded();

        Assert.Contains("state        Stable", table.Lines);
        Assert.Contains("protocol     range", table.Lines);
        Assert.Contains($"{member.MemberId} billing /127.0.0.1 - shared:0, shared:1", table.Rows());
        Assert.Contains($"shared 0 nothing 0 unknown {member.MemberId}", table.Rows());
        Assert.Contains("\"clientId\":\"billing\",\"host\":\"/127.0.0.1\",\"instanceId\":null,\"partitions\":[\"shared:0\",\"shared:1\"]}",
            json.Output, StringComparison.Ordinal);
        member.Close();
    }

    [Fact]
    public async Task A_partition_that_nothing_was_committed_for_has_no_lag()
    {
        (await server.RunOnKafkaAsync("topics", "create", "half", "--partitions", "2")).Succeeded();
        (await server.RunOnKafkaAsync("groups", "reset", "halves", "--topic", "half:1", "--to", "end")).Succeeded();

        var table = await server.RunOnKafkaAsync("groups", "describe", "halves");
        var json = await server.RunOnKafkaAsync("groups", "describe", "halves", "--output", "json");

        Assert.Contains("half 0 nothing 0 unknown -", table.Succeeded().Rows());
        Assert.Contains("half 1 0 0 0 -", table.Rows());
        Assert.Contains(
            """{"topic":"half","partition":0,"committedOffset":null,"endOffset":0,"lag":null,"member":null}""",
            json.Succeeded().Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("beginning", 0)]
    [InlineData("end", 4)]
    [InlineData("3", 3)]
    [InlineData("99", 4)]
    [InlineData("2000-01-01T00:00:00Z", 0)]
    [InlineData("2999-01-01T00:00:00Z", 4)]
    public async Task A_reset_leads_to_a_place_that_the_log_has(string to, long after)
    {
        await server.ProduceAsync($"to-{after}{to[0]}", 4);
        var topic = $"to-{after}{to[0]}";

        var run = await server.RunOnKafkaAsync("groups", "reset", topic, "--topic", topic, "--to", to, "--output", "json");

        Assert.Equal(
            [$$"""{"topic":"{{topic}}","partition":0,"before":null,"after":{{after}},"applied":true}"""], run.Succeeded().Lines);
        Assert.Equal(after, (await CommittedAsync(topic, topic)).Value);
    }

    [Fact]
    public async Task A_reset_to_a_time_leads_to_its_first_record_or_the_next()
    {
        using var producer = new ProducerBuilder<Null, byte[]>(
            new ProducerConfig { BootstrapServers = server.Server.Bootstrap, Acks = Acks.All, LingerMs = 0 }).Build();
        foreach (var day in new[] { 1, 2, 3 })
        {
            var time = new Timestamp(new DateTime(2024, 1, day, 0, 0, 0, DateTimeKind.Utc));
            await producer.ProduceAsync(
                "dated", new Message<Null, byte[]> { Value = [(byte)day], Timestamp = time }, CancellationToken.None);
        }

        var run = await server.RunOnKafkaAsync(
            "groups", "reset", "daily", "--topic", "dated", "--to", "2024-01-02T00:00:00Z");

        Assert.Contains("dated 0 nothing 1 yes", run.Succeeded().Rows());
    }

    [Fact]
    public async Task A_shift_moves_from_the_committed_offset_and_stays_inside_the_log()
    {
        await server.ProduceAsync("shifted", 5);
        string[] reset = ["groups", "reset", "shifters", "--topic", "shifted"];
        (await server.RunOnKafkaAsync([.. reset, "--to", "3"])).Succeeded();

        Assert.Contains("shifted 0 3 1 yes", (await server.RunOnKafkaAsync([.. reset, "--shift", "-2"])).Succeeded().Rows());
        Assert.Contains("shifted 0 1 4 yes", (await server.RunOnKafkaAsync([.. reset, "--shift", "3"])).Succeeded().Rows());
        Assert.Contains("shifted 0 4 5 yes", (await server.RunOnKafkaAsync([.. reset, "--shift", "9223372036854775807"])).Succeeded().Rows());
        Assert.Contains("shifted 0 5 0 yes", (await server.RunOnKafkaAsync([.. reset, "--shift", "-99"])).Succeeded().Rows());
    }

    [Fact]
    public async Task A_dry_run_tells_and_changes_nothing()
    {
        await server.ProduceAsync("dry", 5);
        string[] reset = ["groups", "reset", "drinkers", "--topic", "dry"];
        (await server.RunOnKafkaAsync([.. reset, "--to", "2"])).Succeeded();

        var run = await server.RunOnKafkaAsync([.. reset, "--to", "end", "--dry-run", "--output", "json"]);

        Assert.Equal(["""{"topic":"dry","partition":0,"before":2,"after":5,"applied":false}"""], run.Succeeded().Lines);
        Assert.Equal(2, (await CommittedAsync("drinkers", "dry")).Value);
    }

    [Fact]
    public async Task A_group_with_members_is_neither_reset_nor_deleted()
    {
        await server.ProduceAsync("busy", 1);
        using var member = Join("workers", "busy", clientId: "worker-7");

        var reset = await server.RunOnKafkaAsync("groups", "reset", "workers", "--topic", "busy", "--to", "end");
        var dryRun = await server.RunOnKafkaAsync(
            "groups", "reset", "workers", "--topic", "busy", "--to", "end", "--dry-run");
        var delete = await server.RunOnKafkaAsync("groups", "delete", "workers", "--yes");

        Assert.Equal(
            (1, "", "error: Group workers has members (worker-7); stop them first.\n"), (reset.ExitCode, reset.Output, reset.Error));
        Assert.Equal((1, reset.Error), (dryRun.ExitCode, dryRun.Error));
        Assert.Equal((1, "error: Group workers has members; stop them first.\n"), (delete.ExitCode, delete.Error));
        Assert.Contains("workers no Group workers has members; stop them first.", delete.Rows());
        Assert.Equal(Offset.Unset, await CommittedAsync("workers", "busy"));
        member.Close();
    }

    [Theory]
    [InlineData(1, "There is no group nobody", "describe", "nobody")]
    [InlineData(1, "There is no topic never-was", "reset", "g", "--topic", "never-was", "--to", "end")]
    [InlineData(1, "has no partition 7", "reset", "g", "--topic", "plain:7", "--to", "end")]
    [InlineData(1, "Nothing was committed for plain:0", "reset", "g", "--topic", "plain", "--shift", "1")]
    [InlineData(2, "either --to or --shift", "reset", "g", "--topic", "plain")]
    [InlineData(2, "either --to or --shift", "reset", "g", "--topic", "plain", "--to", "1", "--shift", "1")]
    [InlineData(2, "--to is 'yesterday'", "reset", "g", "--topic", "plain", "--to", "yesterday")]
    [InlineData(2, "--topic is 'plain:x'", "reset", "g", "--topic", "plain:x", "--to", "end")]
    [InlineData(2, "give --yes", "delete", "g")]
    public async Task What_can_not_be_done_is_one_line_on_standard_error(
        int exitCode, string reason, params string[] words)
    {
        await server.RunOnKafkaAsync("topics", "create", "plain");

        var run = await server.RunOnKafkaAsync(["groups", .. words]);

        Assert.Equal((exitCode, ""), (run.ExitCode, run.Output));
        var line = Assert.Single(run.Error.Trim().Split('\n'));
        Assert.StartsWith("error: ", line, StringComparison.Ordinal);
        Assert.Contains(reason, line, StringComparison.Ordinal);
    }

    /// <summary>A member that has its partitions.</summary>
    private IConsumer<byte[], byte[]> Join(string group, string topic, string clientId)
    {
        var config = new ConsumerConfig
        {
            BootstrapServers = server.Server.Bootstrap,
            GroupId = group,
            ClientId = clientId,
            EnableAutoCommit = false,
        };
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var member = new ConsumerBuilder<byte[], byte[]>(config).Build();
        member.Subscribe(topic);
        while (member.Assignment.Count == 0)
        {
            limit.Token.ThrowIfCancellationRequested();
            member.Consume(TimeSpan.FromMilliseconds(50));
        }

        return member;
    }

    /// <summary>What a client of the group finds in partition 0.</summary>
    private async Task<Offset> CommittedAsync(string group, string topic)
    {
        using var admin = new AdminClientBuilder(
            new AdminClientConfig { BootstrapServers = server.Server.Bootstrap }).Build();
        var answer = await admin.ListConsumerGroupOffsetsAsync(
            [new ConsumerGroupTopicPartitions(group, [new TopicPartition(topic, 0)])]);
        return answer[0].Partitions[0].Offset;
    }
}
