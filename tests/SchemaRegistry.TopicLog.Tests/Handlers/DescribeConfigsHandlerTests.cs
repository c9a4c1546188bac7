using SchemaRegistry.Kafka;
using SchemaRegistry.Kafka.Wire.Messages;
using SchemaRegistry.TopicLog.Topics;

namespace SchemaRegistry.TopicLog.Tests.Handlers;

public sealed class DescribeConfigsHandlerTests
{
    private const sbyte Topic = 2;
    private const sbyte Broker = 4;
    private const sbyte OfTopic = 1;
    private const sbyte OfBroker = 4;
    private const sbyte ByDefault = 5;

    // Kafka 4.0's documentation of topic settings, except segment.bytes, which is 128 MiB here; type codes of KIP-569.
    public static TheoryData<string, string, int> TopicDefaults => new()
    {
        { "cleanup.policy", "delete", 7 },
        { "compression.type", "producer", 2 },
        { "confluent.key.schema.validation", "false", 1 },
        { "confluent.value.subject.name.strategy", "io.confluent.kafka.serializers.subject.TopicNameStrategy", 2 },
        { "delete.retention.ms", "86400000", 5 },
        { "flush.messages", "9223372036854775807", 5 },
        { "flush.ms", "9223372036854775807", 5 },
        { "index.interval.bytes", "4096", 3 },
        { "max.compaction.lag.ms", "9223372036854775807", 5 },
        { "max.message.bytes", "1048588", 3 },
        { "message.timestamp.before.max.ms", "9223372036854775807", 5 },
        { "message.timestamp.type", "CreateTime", 2 },
        { "min.cleanable.dirty.ratio", "0.5", 6 },
        { "min.insync.replicas", "1", 3 },
        { "preallocate", "false", 1 },
        { "retention.bytes", "-1", 5 },
        { "retention.ms", "604800000", 5 },
        { "segment.bytes", "134217728", 3 },
        { "segment.ms", "604800000", 5 },
        { "unclean.leader.election.enable", "false", 1 },
    };

    // Kafka 4.0's documentation of broker settings, except those that are smaller here to make tests fast.
    public static TheoryData<string, string, int> BrokerDefaults => new()
    {
        { "auto.create.topics.enable", "true", 1 },
        { "connections.max.idle.ms", "600000", 5 },
        { "default.replication.factor", "1", 3 },
        { "group.initial.rebalance.delay.ms", "0", 3 },
        { "group.max.session.timeout.ms", "1800000", 3 },
        { "group.max.size", "2147483647", 3 },
        { "group.min.session.timeout.ms", "6000", 3 },
        { "log.retention.check.interval.ms", "10000", 5 },
        { "log.retention.ms", "604800000", 5 },
        { "message.max.bytes", "1048588", 3 },
        { "num.partitions", "1", 3 },
        { "offset.metadata.max.bytes", "4096", 3 },
        { "offsets.retention.minutes", "10080", 3 },
        { "producer.id.expiration.ms", "86400000", 3 },
        { "socket.request.max.bytes", "104857600", 3 },
        { "transaction.max.timeout.ms", "900000", 3 },
    };

    [Theory]
    [MemberData(nameof(TopicDefaults))]
    public async Task A_topic_has_Kafkas_defaults(string name, string value, int type)
    {
        await using var harness = await BrokerHarness.StartAsync();
        await harness.CreateAsync();

        var config = Assert.Single((await DescribeAsync(harness, Topic, "orders", [name])).Configs);

        Assert.Equal((name, value, ByDefault), (config.Name, config.Value, config.ConfigSource));
        Assert.Equal((type, false, false), (config.ConfigType, config.ReadOnly, config.IsSensitive));
    }

    [Theory]
    [MemberData(nameof(BrokerDefaults))]
    public async Task The_broker_has_its_defaults_and_they_are_read_only(string name, string value, int type)
    {
        await using var harness = await BrokerHarness.StartAsync(new(), log: new LogOptions());

        var config = Assert.Single((await DescribeAsync(harness, Broker, "1", [name])).Configs);

        Assert.Equal((name, value, ByDefault), (config.Name, config.Value, config.ConfigSource));
        Assert.Equal((type, true), (config.ConfigType, config.ReadOnly));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Every_version_tells_values_sources_and_when_asked_where_else_they_are_set(short version)
    {
        var defaults = TopicConfig.TryCreate([KeyValuePair.Create("segment.bytes", (string?)"2048")], out _)!;
        await using var harness = await BrokerHarness.StartAsync(log: new LogOptions { TopicDefaults = defaults });
        await CreateAsync(harness, ("segment.bytes", "4096"));

        var plain = await DescribeAsync(harness, Topic, "orders", null, version);
        var full = await DescribeAsync(harness, Topic, "orders", null, version, isFull: true);

        Assert.Equal(TopicSettings.All.Count, plain.Configs.Length);
        var config = full.Configs.Single(config => config.Name == "segment.bytes");
        Assert.Equal(("4096", OfTopic), (config.Value, config.ConfigSource));
        Assert.Equal(
            [
                ("segment.bytes", "4096", OfTopic),
                ("log.segment.bytes", "2048", OfBroker),
                ("log.segment.bytes", "134217728", ByDefault),
            ],
            config.Synonyms.Select(synonym => (synonym.Name, synonym.Value, synonym.Source)));
        Assert.All(plain.Configs, config => Assert.Empty(config.Synonyms));

        // Documentation is a field of versions 3 and later.
        Assert.All(full.Configs, config => Assert.Equal(version >= 3, config.Documentation?.EndsWith('.') == true));
        Assert.All(plain.Configs, config => Assert.True(string.IsNullOrEmpty(config.Documentation)));
    }

    [Fact]
    public async Task What_the_broker_was_started_with_is_what_topics_inherit_and_what_it_tells()
    {
        var setup = BrokerSetup.Default.TryWith("message.max.bytes", "5000", out _)!
            .TryWith("num.partitions", "7", out _)!;
        await using var harness = await BrokerHarness.StartAsync(setup.Broker, log: setup.Log);
        var topic = await harness.CreateAsync();

        var ofTopic = await DescribeAsync(harness, Topic, "orders", ["max.message.bytes"]);
        var ofBroker = await DescribeAsync(harness, Broker, "", ["message.max.bytes", "num.partitions"]);

        Assert.Equal(5000, topic.Config.MaxMessageBytes);
        Assert.Equal(("5000", OfBroker), (ofTopic.Configs[0].Value, ofTopic.Configs[0].ConfigSource));
        Assert.Equal(
            [("message.max.bytes", "5000", OfBroker), ("num.partitions", "7", OfBroker)],
            ofBroker.Configs.Select(config => (config.Name, config.Value!, config.ConfigSource)));
    }

    [Fact]
    public async Task Only_named_settings_are_told_and_unknown_names_are_left_out()
    {
        await using var harness = await BrokerHarness.StartAsync();
        await harness.CreateAsync();

        var some = await DescribeAsync(harness, Topic, "orders", ["retention.ms", "no.such", "cleanup.policy"]);
        var none = await DescribeAsync(harness, Topic, "orders", []);

        Assert.Equal(["cleanup.policy", "retention.ms"], some.Configs.Select(config => config.Name));
        Assert.Equal((0, 0), (none.ErrorCode, none.Configs.Length));
    }

    [Theory]
    [InlineData(2, "missing", ErrorCode.UnknownTopicOrPartition, "missing")]
    [InlineData(2, "a b", ErrorCode.InvalidTopic, "a b")]
    [InlineData(4, "2", ErrorCode.InvalidRequest, "'2'")]
    [InlineData(4, "one", ErrorCode.InvalidRequest, "'one'")]
    [InlineData(4, "01", ErrorCode.InvalidRequest, "'01'")]
    [InlineData(8, "1", ErrorCode.InvalidRequest, "loggers")]
    [InlineData(16, "client", ErrorCode.InvalidRequest, "16")]
    public async Task What_has_no_settings_is_an_error_that_says_why(
        sbyte type, string name, ErrorCode expected, string named)
    {
        await using var harness = await BrokerHarness.StartAsync();

        var result = await DescribeAsync(harness, type, name, null);

        Assert.Equal(((short)expected, type, name), (result.ErrorCode, result.ResourceType, result.ResourceName));
        Assert.Contains(named, result.ErrorMessage);
        Assert.Empty(result.Configs);
    }

    [Fact]
    public async Task A_resource_that_is_named_twice_is_told_once_and_ten_thousand_are_enough()
    {
        await using var harness = await BrokerHarness.StartAsync();
        await harness.CreateAsync();
        var resource = new DescribeConfigsResource
        {
            ResourceType = Topic,
            ResourceName = "orders",
            ConfigurationKeys = null,
        };

        var answer = await harness.Connect().CallAsync<DescribeConfigsRequest, DescribeConfigsResponse>(
            new() { Resources = [.. Enumerable.Repeat(resource, 10_001)] }, 4);

        Assert.NotEmpty(answer.Results[0].Configs);
        Assert.All(answer.Results[1..], result =>
            Assert.Equal(((short)ErrorCode.InvalidRequest, 0), (result.ErrorCode, result.Configs.Length)));
        Assert.Contains("more than once", answer.Results[1].ErrorMessage);
        Assert.Contains("10000", answer.Results[10_000].ErrorMessage);
    }

    [Fact]
    public async Task Creating_a_topic_answers_all_its_settings_with_their_sources()
    {
        await using var harness = await BrokerHarness.StartAsync();

        var result = await CreateAsync(harness, ("retention.ms", "60000"));

        Assert.Equal(TopicSettings.All.Count, result.Configs!.Length);
        Assert.Equal(
            [("retention.ms", "60000", OfTopic)],
            result.Configs.Where(config => config.ConfigSource != ByDefault)
                .Select(config => (config.Name, config.Value!, config.ConfigSource)));
    }

    [Fact]
    public async Task Unknown_settings_are_kept_and_told_when_the_broker_is_started_so()
    {
        await using var harness = await BrokerHarness.StartAsync(
            new() { UnknownTopicSettings = UnknownSettings.Keep });
        await CreateAsync(harness, ("confluent.placement.constraints", "{}"));

        var result = await DescribeAsync(harness, Topic, "orders", ["confluent.placement.constraints"]);

        var config = Assert.Single(result.Configs);
        Assert.Equal(("{}", OfTopic), (config.Value, config.ConfigSource));
    }

    private static async Task<CreatableTopicResult> CreateAsync(
        BrokerHarness harness, params (string Name, string Value)[] configs)
    {
        var wanted = new CreatableTopic
        {
            Name = "orders",
            NumPartitions = 1,
            ReplicationFactor = 1,
            Configs = Array.ConvertAll(
                configs, pair => new CreatableTopicConfig { Name = pair.Name, Value = pair.Value }),
        };
        var answer = await harness.Connect().CallAsync<CreateTopicsRequest, CreateTopicsResponse>(
            new() { Topics = [wanted] }, 7);
        Assert.Equal((short)ErrorCode.None, answer.Topics[0].ErrorCode);
        return answer.Topics[0];
    }

    private static async Task<DescribeConfigsResult> DescribeAsync(
        BrokerHarness harness, sbyte type, string name, string[]? keys, short version = 4, bool isFull = false)
    {
        var request = new DescribeConfigsRequest
        {
            Resources = [new() { ResourceType = type, ResourceName = name, ConfigurationKeys = keys }],
            IncludeSynonyms = isFull,
            IncludeDocumentation = isFull && version >= 3,
        };
        var answer = await harness.Connect().CallAsync<DescribeConfigsRequest, DescribeConfigsResponse>(
            request, version);
        return Assert.Single(answer.Results);
    }
}
