using SchemaRegistry.Kafka;
using SchemaRegistry.Kafka.Wire.Messages;

namespace SchemaRegistry.TopicLog.Tests.Handlers;

public sealed class MetadataHandlerTests
{
    [Theory]
    [InlineData(0, false, new[] { "orders" })]
    [InlineData(1, true, new[] { "orders" })]
    [InlineData(1, false, new string[0])]
    [InlineData(12, true, new[] { "orders" })]
    [InlineData(12, false, new string[0])]
    public async Task All_topics_are_an_empty_list_in_version_0_and_null_later(
        short version, bool isNull, string[] expected)
    {
        await using var harness = await BrokerHarness.StartAsync();
        await harness.CreateAsync();

        var answer = await AskAsync(harness, version, isNull ? null : []);

        Assert.Equal(expected, answer.Topics.Select(topic => topic.Name));
    }

    [Fact]
    public async Task A_missing_topic_is_created_before_the_answer()
    {
        await using var harness = await BrokerHarness.StartAsync(new() { DefaultPartitions = 3 });

        var answer = await AskAsync(harness, 12, [new() { Name = "orders" }]);

        Assert.Equal(
            (0, "orders", 3), (answer.Topics[0].ErrorCode, answer.Topics[0].Name, answer.Topics[0].Partitions.Length));
        Assert.NotEqual(Guid.Empty, answer.Topics[0].TopicId);
        Assert.All(answer.Topics[0].Partitions, partition =>
            Assert.Equal((1, 0), (partition.LeaderId, partition.LeaderEpoch)));
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task A_missing_topic_is_not_created_when_either_side_does_not_want_it(bool brokerMay, bool clientMay)
    {
        await using var harness = await BrokerHarness.StartAsync(new() { AutoCreateTopics = brokerMay });
        var request = new MetadataRequest { Topics = [new() { Name = "orders" }], AllowAutoTopicCreation = clientMay };

        var answer = await harness.Connect().CallAsync<MetadataRequest, MetadataResponse>(request, 12);

        Assert.Equal((short)ErrorCode.UnknownTopicOrPartition, answer.Topics[0].ErrorCode);
        Assert.Empty(harness.Log.Topics);
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("..")]
    [InlineData("")]
    public async Task A_name_that_no_topic_can_have_is_said_so(string name)
    {
        await using var harness = await BrokerHarness.StartAsync();

        var answer = await AskAsync(harness, 12, [new() { Name = name }]);

        Assert.Equal((short)ErrorCode.InvalidTopic, answer.Topics[0].ErrorCode);
    }

    [Fact]
    public async Task Topics_are_found_by_id()
    {
        await using var harness = await BrokerHarness.StartAsync();
        var topic = await harness.CreateAsync();
        var unknown = Guid.NewGuid();

        var answer = await AskAsync(
            harness, 12, [new() { Name = null, TopicId = topic.Id }, new() { Name = null, TopicId = unknown }]);

        Assert.Equal(
            ("orders", topic.Id, 0), (answer.Topics[0].Name, answer.Topics[0].TopicId, answer.Topics[0].ErrorCode));
        Assert.Equal((null, unknown), (answer.Topics[1].Name, answer.Topics[1].TopicId));
        Assert.Equal((short)ErrorCode.UnknownTopicId, answer.Topics[1].ErrorCode);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(11)]
    public async Task Versions_without_null_names_in_the_answer_do_not_find_by_id(short version)
    {
        await using var harness = await BrokerHarness.StartAsync();
        var topic = await harness.CreateAsync();

        var answer = await AskAsync(harness, version, [new() { Name = null, TopicId = topic.Id }]);

        Assert.Equal(("", (short)ErrorCode.InvalidRequest), (answer.Topics[0].Name, answer.Topics[0].ErrorCode));
    }

    [Fact]
    public async Task The_advertised_address_is_the_one_that_was_set()
    {
        Assert.True(AdvertisedAddress.TryParse("log.example:19092", out var address));
        await using var harness = await BrokerHarness.StartAsync(new() { Advertised = address });

        var answer = await AskAsync(harness, 12, null);

        Assert.Equal(("log.example", 19092), (answer.Brokers[0].Host, answer.Brokers[0].Port));
        Assert.Equal(harness.Log.ClusterId, answer.ClusterId);
    }

    [Theory]
    [InlineData("host")]
    [InlineData(":1")]
    [InlineData("host:0")]
    [InlineData("host:65536")]
    [InlineData("host:+1")]
    [InlineData("::1:9092")]
    public void An_advertised_address_needs_a_host_and_a_port(string text)
    {
        Assert.False(AdvertisedAddress.TryParse(text, out _));
    }

    private static Task<MetadataResponse> AskAsync(
        BrokerHarness harness, short version, MetadataRequestTopic[]? topics) =>
        harness.Connect().CallAsync<MetadataRequest, MetadataResponse>(new() { Topics = topics }, version);
}
