using SchemaRegistry.Kafka;

namespace SchemaRegistry.TopicLog.Tests.Handlers;

public sealed class BrokerSettingsTests
{
    [Fact]
    public void Every_default_is_a_value_that_the_setting_may_have()
    {
        Assert.All(BrokerSettings.All, setting =>
        {
            Assert.True(setting.Rule.Accepts(setting.Read(BrokerSetup.Default)), setting.Name);
            Assert.EndsWith(".", setting.Documentation);
        });
    }

    [Theory]
    [InlineData("auto.create.topics.enable", "false")]
    [InlineData("connections.max.idle.ms", "1234")]
    [InlineData("default.replication.factor", "3")]
    [InlineData("group.initial.rebalance.delay.ms", "3000")]
    [InlineData("group.max.session.timeout.ms", "7000")]
    [InlineData("group.max.size", "5")]
    [InlineData("group.min.session.timeout.ms", "100")]
    [InlineData("log.cleanup.policy", "compact")]
    [InlineData("log.retention.bytes", "1000000")]
    [InlineData("log.retention.check.interval.ms", "500")]
    [InlineData("log.roll.ms", "3600000")]
    [InlineData("log.segment.bytes", "1048576")]
    [InlineData("max.connections", "9")]
    [InlineData("offset.metadata.max.bytes", "0")]
    [InlineData("offsets.retention.minutes", "60")]
    [InlineData("producer.id.expiration.ms", "60000")]
    [InlineData("socket.request.max.bytes", "2048")]
    [InlineData("transaction.max.timeout.ms", "60000")]
    [InlineData("unknown.topic.configs.enable", "true")]
    public void A_setting_has_the_value_that_it_was_given_and_no_other_changes(string name, string value)
    {
        var setup = BrokerSetup.Default.TryWith(name, value, out var problem);

        Assert.True(setup is not null, problem);
        var changed = BrokerSettings.All.Where(setting => setting.Read(setup) != setting.Read(BrokerSetup.Default));
        Assert.Equal([(name, value)], changed.Select(setting => (setting.Name, setting.Read(setup))));
    }

    [Theory]
    [InlineData("num.partition", "3", "num.partition")]
    [InlineData("num.partitions", "0", "num.partitions")]
    [InlineData("num.partitions", "10001", "10000")]
    [InlineData("num.partitions", "three", "three")]
    [InlineData("auto.create.topics.enable", "yes", "true or false")]
    [InlineData("socket.request.max.bytes", "1023", "1024")]
    [InlineData("log.retention.check.interval.ms", "0", "log.retention.check.interval.ms")]
    [InlineData("log.cleanup.policy", "keep", "compact")]
    public void A_name_or_value_that_cannot_be_is_named(string name, string value, string named)
    {
        Assert.Null(BrokerSetup.Default.TryWith(name, value, out var problem));
        Assert.Contains(named, problem);
    }

    [Fact]
    public void Session_timeouts_that_leave_no_choice_are_a_conflict()
    {
        var setup = BrokerSetup.Default.TryWith("group.min.session.timeout.ms", "2000000", out _)!;

        Assert.Contains("group.max.session.timeout.ms", setup.FindConflict());
        Assert.Null(setup.TryWith("group.max.session.timeout.ms", "2000000", out _)!.FindConflict());
    }
}
