using SchemaRegistry.Kafka;
using SchemaRegistry.Kafka.Wire.Messages;
using SchemaRegistry.TopicLog.Files;
using SchemaRegistry.TopicLog.Tests.Partitions;
using SchemaRegistry.TopicLog.Topics;

namespace SchemaRegistry.TopicLog.Tests.Handlers;

public sealed class AlterConfigsHandlerTests
{
    private const sbyte OfTopic = 2;
    private const sbyte OfBroker = 4;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task All_settings_are_replaced_and_outlive_a_restart(short version)
    {
        var files = new MemoryFileSystem();
        await using (var harness = await BrokerHarness.StartAsync(files: files))
        {
            var topic = await harness.CreateAsync();
            await AlterAsync(harness, [Resource("orders", ("retention.ms", "1000"), ("segment.bytes", "4096"))]);

            var results = await AlterAsync(harness, [Resource("orders", ("retention.ms", "2000"))], version: version);

            Assert.Equal([((short)0, OfTopic, "orders")], results.Select(
                result => (result.ErrorCode, result.ResourceType, result.ResourceName)));
            Assert.Equal("retention.ms=2000", Text(topic.Config));
            Assert.Equal(TimeSpan.FromSeconds(2), topic.Config.RetentionTime);
        }

        await using var again = await TestStore.OpenAsync(files);
        Assert.True(again.TryGet("orders", out var found));
        Assert.Equal("retention.ms=2000", Text(found.Config));
    }

    [Theory]
    [InlineData("retention.ms", "soon", ErrorCode.InvalidConfig)]
    [InlineData("no.such.key", "1", ErrorCode.InvalidConfig)]
    [InlineData("retention.bytes", null, ErrorCode.InvalidRequest)]
    [InlineData("segment.bytes", "8192", ErrorCode.InvalidRequest)]
    public async Task A_resource_with_one_fault_stays_as_it_is_and_the_others_change(
        string name, string? value, ErrorCode expected)
    {
        await using var harness = await BrokerHarness.StartAsync();
        var topic = await harness.CreateAsync();
        var other = await harness.CreateAsync("payments");

        // The last of the cases names segment.bytes twice.
        var faulty = Resource("orders", ("segment.bytes", "4096"), (name, value));
        var results = await AlterAsync(harness, [faulty, Resource("payments", ("segment.bytes", "4096"))]);

        Assert.Equal([(short)expected, (short)0], results.Select(result => result.ErrorCode));
        Assert.Contains(name, results[0].ErrorMessage);
        Assert.Equal(("", "segment.bytes=4096"), (Text(topic.Config), Text(other.Config)));
    }

    [Theory]
    [InlineData(OfTopic, "missing", ErrorCode.UnknownTopicOrPartition)]
    [InlineData(OfTopic, "a b", ErrorCode.InvalidTopic)]
    [InlineData(OfBroker, "1", ErrorCode.InvalidRequest)]
    [InlineData(OfBroker, "", ErrorCode.InvalidRequest)]
    [InlineData(OfBroker, "2", ErrorCode.InvalidRequest)]
    [InlineData(8, "1", ErrorCode.InvalidRequest)]
    [InlineData(32, "group", ErrorCode.InvalidRequest)]
    public async Task What_cannot_be_altered_is_an_error_that_says_why(sbyte type, string name, ErrorCode expected)
    {
        await using var harness = await BrokerHarness.StartAsync();

        var results = await AlterAsync(harness, [Resource(name, ("num.partitions", "3")) with { Type = type }]);

        Assert.Equal(
            ((short)expected, type, name), (results[0].ErrorCode, results[0].ResourceType, results[0].ResourceName));
        Assert.NotEmpty(results[0].ErrorMessage!);
    }

    [Fact]
    public async Task Altering_the_broker_says_where_its_settings_are_set()
    {
        await using var harness = await BrokerHarness.StartAsync();

        var results = await AlterAsync(harness, [Resource("1", ("num.partitions", "3")) with { Type = OfBroker }]);

        Assert.Contains("--kafka-config", results[0].ErrorMessage);
    }

    [Fact]
    public async Task A_resource_that_is_named_twice_is_refused_each_time()
    {
        await using var harness = await BrokerHarness.StartAsync();
        var topic = await harness.CreateAsync();

        var results = await AlterAsync(
            harness, [Resource("orders", ("retention.ms", "1")), Resource("orders", ("retention.ms", "2"))]);

        Assert.All(results, result => Assert.Equal((short)ErrorCode.InvalidRequest, result.ErrorCode));
        Assert.Equal("", Text(topic.Config));
    }

    [Theory]
    [InlineData("1000", ErrorCode.None)]
    [InlineData("-2", ErrorCode.InvalidConfig)]
    public async Task Validating_changes_nothing(string value, ErrorCode expected)
    {
        await using var harness = await BrokerHarness.StartAsync();
        var topic = await harness.CreateAsync();

        var results = await AlterAsync(harness, [Resource("orders", ("retention.ms", value))], validateOnly: true);

        Assert.Equal((short)expected, results[0].ErrorCode);
        Assert.Equal("", Text(topic.Config));
    }

    [Fact]
    public async Task A_record_older_than_a_changed_limit_is_refused_with_the_setting_that_says_so()
    {
        await using var harness = await BrokerHarness.StartAsync();
        await harness.CreateAsync();
        await AlterAsync(harness, [Resource("orders", ("message.timestamp.before.max.ms", "1000"))]);

        // The record is of November 2023.
        var answer = await harness.Connect().ProduceAsync(Requests.OneRecord);

        Assert.Equal((short)ErrorCode.InvalidTimestamp, answer.ErrorCode);
        Assert.Contains("message.timestamp.before.max.ms", answer.ErrorMessage);
    }

    private static ResourceWish Resource(string name, params (string Name, string? Value)[] configs) =>
        new(OfTopic, name, configs);

    private static string Text(TopicConfig config) =>
        string.Join(';', config.Values.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}={pair.Value}"));

    private static async Task<AlterConfigsResourceResponse[]> AlterAsync(
        BrokerHarness harness, ResourceWish[] wishes, bool validateOnly = false, short version = 2)
    {
        var request = new AlterConfigsRequest
        {
            Resources = Array.ConvertAll(wishes, wish => new AlterConfigsResource
            {
                ResourceType = wish.Type,
                ResourceName = wish.Name,
                Configs = Array.ConvertAll(
                    wish.Configs, config => new AlterableConfig { Name = config.Name, Value = config.Value }),
            }),
            ValidateOnly = validateOnly,
        };
        var answer = await harness.Connect().CallAsync<AlterConfigsRequest, AlterConfigsResponse>(request, version);
        return answer.Responses;
    }

    private sealed record ResourceWish(sbyte Type, string Name, (string Name, string? Value)[] Configs);
}
