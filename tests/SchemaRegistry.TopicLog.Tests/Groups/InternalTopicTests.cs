using SchemaRegistry.Kafka;
using SchemaRegistry.Kafka.Groups;
using SchemaRegistry.Kafka.Wire.Messages;

namespace SchemaRegistry.TopicLog.Tests.Groups;

/// <summary>Nobody can take the name of the topic of the groups, or change what it needs.</summary>
public sealed class InternalTopicTests
{
    private const sbyte OfTopic = 2;
    private const sbyte Set = 0;
    private const sbyte Delete = 1;

    [Theory]
    [InlineData("__consumer_offsets")]
    [InlineData("__consumer.offsets")]
    [InlineData("_.consumer_offsets")]
    [InlineData("..consumer.offsets")]
    public async Task A_name_that_collides_is_refused_before_the_topic_is_there(string name)
    {
        await using var harness = await GroupHarness.StartAsync();
        await harness.Broker.CreateAsync();
        var client = harness.Broker.Connect();

        var created = await client.CallAsync<CreateTopicsRequest, CreateTopicsResponse>(
            new() { Topics = [new() { Name = name, NumPartitions = 1, ReplicationFactor = 1 }] }, 7);
        var described = await client.CallAsync<MetadataRequest, MetadataResponse>(
            new() { Topics = [new() { Name = name }], AllowAutoTopicCreation = true }, 9);

        Assert.Equal(ErrorCode.InvalidTopic, (ErrorCode)created.Topics[0].ErrorCode);
        Assert.Contains(name, created.Topics[0].ErrorMessage);
        Assert.NotEqual(0, described.Topics[0].ErrorCode);
        Assert.False(harness.Broker.Log.TryGet(name, out _));
        Assert.Equal(ErrorCode.None, await harness.CommitAsync(1));
    }

    [Fact]
    public async Task A_producer_that_names_one_that_collides_is_told_so_for_good()
    {
        await using var harness = await GroupHarness.StartAsync();

        var described = await harness.Broker.Connect().CallAsync<MetadataRequest, MetadataResponse>(
            new() { Topics = [new() { Name = "__consumer.offsets" }], AllowAutoTopicCreation = true }, 9);

        Assert.Equal(ErrorCode.InvalidTopic, (ErrorCode)described.Topics[0].ErrorCode);
    }

    [Fact]
    public async Task Ordinary_names_collide_too()
    {
        await using var harness = await GroupHarness.StartAsync();
        await harness.Broker.CreateAsync("orders.new");
        var client = harness.Broker.Connect();

        var created = await client.CallAsync<CreateTopicsRequest, CreateTopicsResponse>(
            new() { Topics = [new() { Name = "orders_new", NumPartitions = 1, ReplicationFactor = 1 }] }, 7);
        var described = await client.CallAsync<MetadataRequest, MetadataResponse>(
            new() { Topics = [new() { Name = "orders_new" }], AllowAutoTopicCreation = true }, 9);

        Assert.Equal(ErrorCode.InvalidTopic, (ErrorCode)created.Topics[0].ErrorCode);
        Assert.Equal(ErrorCode.InvalidTopic, (ErrorCode)described.Topics[0].ErrorCode);
    }

    [Theory]
    [InlineData("cleanup.policy", "delete", Set)]
    [InlineData("cleanup.policy", "compact,delete", Set)]
    [InlineData("cleanup.policy", null, Delete)]
    [InlineData("compression.type", "zstd", Set)]
    [InlineData("max.message.bytes", "1000", Set)]
    [InlineData("max.message.bytes", null, Delete)]
    [InlineData("message.timestamp.before.max.ms", "0", Set)]
    [InlineData("message.timestamp.after.max.ms", "0", Set)]
    public async Task Settings_that_it_needs_do_not_change(string name, string? value, sbyte operation)
    {
        await using var harness = await GroupHarness.StartAsync();
        var before = await SettingsAsync(harness);

        var refused = await ChangeAsync(harness, name, value, operation);

        Assert.Equal(ErrorCode.InvalidConfig, (ErrorCode)refused.ErrorCode);
        Assert.Contains($"{name} of __consumer_offsets must be", refused.ErrorMessage);
        Assert.Equal(before, await SettingsAsync(harness));
    }

    [Theory]
    [InlineData("segment.bytes", "1048576")]
    [InlineData("delete.retention.ms", "1000")]
    [InlineData("cleanup.policy", "compact")]
    public async Task Other_settings_do(string name, string value)
    {
        await using var harness = await GroupHarness.StartAsync();
        await SettingsAsync(harness);

        var changed = await ChangeAsync(harness, name, value, Set);

        Assert.Equal((0, null), (changed.ErrorCode, changed.ErrorMessage));
        Assert.Equal(value, (await SettingsAsync(harness))[name]);
    }

    [Fact]
    public async Task Replacing_all_settings_without_those_that_it_needs_is_refused()
    {
        await using var harness = await GroupHarness.StartAsync();
        var before = await SettingsAsync(harness);

        var answer = await harness.Broker.Connect().CallAsync<AlterConfigsRequest, AlterConfigsResponse>(
            new()
            {
                Resources = [new()
                {
                    ResourceType = OfTopic,
                    ResourceName = OffsetsTopic.Name,
                    Configs = [new() { Name = "segment.bytes", Value = "1048576" }],
                }],
            },
            2);

        Assert.Equal(ErrorCode.InvalidConfig, (ErrorCode)answer.Responses[0].ErrorCode);
        Assert.Equal(before, await SettingsAsync(harness));
    }

    private static async Task<AlterConfigsResourceResponse> ChangeAsync(
        GroupHarness harness, string name, string? value, sbyte operation)
    {
        var client = harness.Broker.Connect();
        var answer = await client.CallAsync<IncrementalAlterConfigsRequest, IncrementalAlterConfigsResponse>(
            new()
            {
                Resources = [new()
                {
                    ResourceType = OfTopic,
                    ResourceName = OffsetsTopic.Name,
                    Configs = [new() { Name = name, Value = value, ConfigOperation = operation }],
                }],
            },
            1);
        var result = answer.Responses[0];
        return new() { ErrorCode = result.ErrorCode, ErrorMessage = result.ErrorMessage };
    }

    /// <summary>What is set for the topic, which the first commit creates.</summary>
    private static async Task<IReadOnlyDictionary<string, string>> SettingsAsync(GroupHarness harness)
    {
        if (!harness.Broker.Log.TryGet(OffsetsTopic.Name, out var topic))
        {
            await harness.Broker.CreateAsync();
            Assert.Equal(ErrorCode.None, await harness.CommitAsync(1));
            Assert.True(harness.Broker.Log.TryGet(OffsetsTopic.Name, out topic));
        }

        return topic.Config.Values;
    }
}
