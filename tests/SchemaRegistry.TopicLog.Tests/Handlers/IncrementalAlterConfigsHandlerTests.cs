using SchemaRegistry.Kafka;
using SchemaRegistry.Kafka.Wire.Messages;
using SchemaRegistry.TopicLog.Files;
using SchemaRegistry.TopicLog.Tests.Partitions;
using SchemaRegistry.TopicLog.Topics;

namespace SchemaRegistry.TopicLog.Tests.Handlers;

public sealed class IncrementalAlterConfigsHandlerTests
{
    private const sbyte Set = 0;
    private const sbyte Delete = 1;
    private const sbyte Append = 2;
    private const sbyte Subtract = 3;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Only_what_is_named_changes_and_it_outlives_a_restart(short version)
    {
        var files = new MemoryFileSystem();
        await using (var harness = await BrokerHarness.StartAsync(files: files))
        {
            await harness.CreateAsync();
            await AlterAsync(harness, (Set, "retention.ms", "1000"), (Set, "segment.bytes", "4096"));

            var result = await AlterAsync(
                harness, version, (Delete, "segment.bytes", null), (Set, "retention.bytes", "9"));

            Assert.Equal(((short)0, "orders"), (result.ErrorCode, result.ResourceName));
        }

        await using var again = await TestStore.OpenAsync(files);
        Assert.True(again.TryGet("orders", out var found));
        Assert.Equal("retention.bytes=9;retention.ms=1000", Text(found.Config));
    }

    [Theory]
    [InlineData(Append, "compact", "cleanup.policy=delete,compact")]
    [InlineData(Append, "delete", "cleanup.policy=delete")]
    [InlineData(Append, "compact,delete,compact", "cleanup.policy=delete,compact")]
    public async Task A_list_that_was_not_set_is_extended_from_its_default(
        sbyte operation, string value, string expected)
    {
        await using var harness = await BrokerHarness.StartAsync();
        var topic = await harness.CreateAsync();

        Assert.Equal(0, (await AlterAsync(harness, (operation, "cleanup.policy", value))).ErrorCode);

        Assert.Equal(expected, Text(topic.Config));
    }

    [Fact]
    public async Task What_is_subtracted_from_a_list_is_gone_and_a_list_that_would_be_empty_is_refused()
    {
        await using var harness = await BrokerHarness.StartAsync();
        var topic = await harness.CreateAsync();
        await AlterAsync(harness, (Set, "cleanup.policy", "compact,delete"));

        var first = await AlterAsync(harness, (Subtract, "cleanup.policy", "delete"));
        var second = await AlterAsync(harness, (Subtract, "cleanup.policy", "compact"));

        Assert.Equal(((short)ErrorCode.None, (short)ErrorCode.InvalidConfig), (first.ErrorCode, second.ErrorCode));
        Assert.Equal("cleanup.policy=compact", Text(topic.Config));
        Assert.False(topic.Config.Deletes);
    }

    [Theory]
    [InlineData(Set, "retention.ms", "soon", ErrorCode.InvalidConfig)]
    [InlineData(Set, "no.such.key", "1", ErrorCode.InvalidConfig)]
    [InlineData(Set, "retention.ms", null, ErrorCode.InvalidRequest)]
    [InlineData(Append, "retention.ms", "1", ErrorCode.InvalidConfig)]
    [InlineData(Subtract, "cleanup.policy", null, ErrorCode.InvalidRequest)]
    [InlineData(4, "retention.ms", "1", ErrorCode.InvalidRequest)]
    [InlineData(-1, "retention.ms", "1", ErrorCode.InvalidRequest)]
    [InlineData(Delete, "segment.bytes", null, ErrorCode.InvalidRequest)]
    public async Task A_resource_with_one_fault_stays_as_it_is(
        sbyte operation, string name, string? value, ErrorCode expected)
    {
        await using var harness = await BrokerHarness.StartAsync();
        var topic = await harness.CreateAsync();

        // The last of the cases names segment.bytes twice.
        var result = await AlterAsync(harness, (Set, "segment.bytes", "4096"), (operation, name, value));

        Assert.Equal((short)expected, result.ErrorCode);
        Assert.Contains(name, result.ErrorMessage);
        Assert.Equal("", Text(topic.Config));
    }

    [Fact]
    public async Task Deleting_what_was_not_set_changes_nothing()
    {
        await using var harness = await BrokerHarness.StartAsync();
        var topic = await harness.CreateAsync();

        var result = await AlterAsync(harness, (Delete, "retention.ms", null), (Delete, "no.such.key", null));

        Assert.Equal(((short)0, ""), (result.ErrorCode, Text(topic.Config)));
    }

    [Fact]
    public async Task Unknown_settings_that_were_stored_stay_and_can_be_deleted_when_they_are_no_longer_accepted()
    {
        var files = new MemoryFileSystem();
        await using (var lenient = await BrokerHarness.StartAsync(
            new() { UnknownTopicSettings = UnknownSettings.Keep }, files: files))
        {
            await lenient.CreateAsync();
            Assert.Equal(0, (await AlterAsync(lenient, (Set, "a.b", "1"), (Set, "c.d", "2"))).ErrorCode);
        }

        await using var strict = await BrokerHarness.StartAsync(files: files);
        Assert.Equal(0, (await AlterAsync(strict, (Set, "retention.ms", "1"), (Delete, "c.d", null))).ErrorCode);

        Assert.True(strict.Log.TryGet("orders", out var topic));
        Assert.Equal("a.b=1;retention.ms=1", Text(topic.Config));
    }

    [Fact]
    public async Task Settings_that_are_too_long_are_refused()
    {
        await using var harness = await BrokerHarness.StartAsync(new() { UnknownTopicSettings = UnknownSettings.Keep });
        await harness.CreateAsync();
        var longest = new string('x', 32_000);

        Assert.Equal(0, (await AlterAsync(harness, (Set, "a", longest), (Set, "b", longest))).ErrorCode);
        var result = await AlterAsync(harness, (Set, "c", longest));

        Assert.Equal((short)ErrorCode.InvalidConfig, result.ErrorCode);
    }

    [Fact]
    public async Task Changes_of_two_connections_do_not_lose_one_another()
    {
        await using var harness = await BrokerHarness.StartAsync(new() { UnknownTopicSettings = UnknownSettings.Keep });
        var topic = await harness.CreateAsync();

        await Task.WhenAll(AlterManyAsync(harness, "one"), AlterManyAsync(harness, "two"));

        Assert.Equal(40, topic.Config.Values.Count);
    }

    [Fact]
    public async Task Validating_changes_nothing()
    {
        await using var harness = await BrokerHarness.StartAsync();
        var topic = await harness.CreateAsync();
        var request = Request((Set, "retention.ms", "1000"));
        request.ValidateOnly = true;

        var answer = await harness.Connect().CallAsync<IncrementalAlterConfigsRequest, IncrementalAlterConfigsResponse>(
            request, 1);

        Assert.Equal((0, ""), (answer.Responses[0].ErrorCode, Text(topic.Config)));
    }

    private static async Task AlterManyAsync(BrokerHarness harness, string prefix)
    {
        var client = harness.Connect();
        for (var index = 0; index < 20; index++)
        {
            await client.CallAsync<IncrementalAlterConfigsRequest, IncrementalAlterConfigsResponse>(
                Request((Set, $"{prefix}.{index}", "x")), 1);
        }
    }

    private static string Text(TopicConfig config) =>
        string.Join(';', config.Values.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}={pair.Value}"));

    private static Task<IncrementalAlterConfigsResourceResponse> AlterAsync(
        BrokerHarness harness, params (sbyte Operation, string Name, string? Value)[] configs) =>
        AlterAsync(harness, 1, configs);

    private static async Task<IncrementalAlterConfigsResourceResponse> AlterAsync(
        BrokerHarness harness, short version, params (sbyte Operation, string Name, string? Value)[] configs)
    {
        var answer = await harness.Connect().CallAsync<IncrementalAlterConfigsRequest, IncrementalAlterConfigsResponse>(
            Request(configs), version);
        return Assert.Single(answer.Responses);
    }

    private static IncrementalAlterConfigsRequest Request(
        params (sbyte Operation, string Name, string? Value)[] configs) => new()
    {
        Resources =
        [
            new()
            {
                ResourceType = 2,
                ResourceName = "orders",
                Configs = Array.ConvertAll(configs, config => new IncrementalAlterableConfig
                {
                    Name = config.Name,
                    ConfigOperation = config.Operation,
                    Value = config.Value,
                }),
            },
        ],
    };
}
