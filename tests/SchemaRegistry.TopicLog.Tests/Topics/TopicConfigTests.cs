using SchemaRegistry.TopicLog.Topics;

namespace SchemaRegistry.TopicLog.Tests.Topics;

public sealed class TopicConfigTests
{
    [Fact]
    public void Every_default_is_a_value_that_the_setting_may_have_and_every_setting_is_documented()
    {
        Assert.All(TopicSettings.All, setting =>
        {
            Assert.True(setting.Rule.Accepts(setting.Default), setting.Name);
            Assert.EndsWith(".", setting.Documentation);
        });
    }

    [Fact]
    public void Settings_are_sorted_by_name_and_each_is_there_once()
    {
        var names = TopicSettings.All.Select(setting => setting.Name).ToList();

        Assert.Equal(names.Distinct().Order(StringComparer.Ordinal), names);
    }

    [Theory]
    [InlineData("cleanup.policy", "compact,delete", true)]
    [InlineData("cleanup.policy", "compact, delete", true)]
    [InlineData("cleanup.policy", "compacted", false)]
    [InlineData("cleanup.policy", "", false)]
    [InlineData("retention.ms", "-1", true)]
    [InlineData("retention.ms", "-2", false)]
    [InlineData("retention.ms", "9223372036854775807", true)]
    [InlineData("retention.ms", "9223372036854775808", false)]
    [InlineData("retention.ms", "1e3", false)]
    [InlineData("segment.bytes", "2147483647", true)]
    [InlineData("segment.bytes", "2147483648", false)]
    [InlineData("segment.bytes", "1023", false)]
    [InlineData("max.message.bytes", "104857600", true)]
    [InlineData("max.message.bytes", "104857601", false)]
    [InlineData("message.timestamp.type", "LogAppendTime", true)]
    [InlineData("message.timestamp.type", "logappendtime", false)]
    [InlineData("min.cleanable.dirty.ratio", "1", true)]
    [InlineData("min.cleanable.dirty.ratio", "1.01", false)]
    [InlineData("min.cleanable.dirty.ratio", "NaN", false)]
    [InlineData("preallocate", "TRUE", true)]
    [InlineData("preallocate", "yes", false)]
    [InlineData("flush.messages", "0", false)]
    [InlineData("confluent.value.subject.name.strategy", "", false)]
    public void Values_are_checked(string name, string value, bool isLegal)
    {
        var config = TopicConfig.TryCreate([KeyValuePair.Create(name, (string?)value)], out var problem);

        Assert.Equal((isLegal, isLegal), (config is not null, problem is null));
        if (!isLegal)
            Assert.Contains(name, problem);
    }

    [Fact]
    public void What_the_topic_says_counts_more_than_the_logs_defaults()
    {
        var defaults = Create(("retention.ms", "1000"), ("segment.bytes", "2048"));

        var config = Create(("retention.ms", "5000")).Over(defaults);

        Assert.Equal((TimeSpan.FromSeconds(5), 2048), (config.RetentionTime, config.SegmentBytes));
        Assert.Equal(["retention.ms"], config.Values.Keys);
    }

    [Fact]
    public void Unlimited_times_stay_in_the_range_of_dates()
    {
        var config = Create(("retention.ms", "9223372036854775807"), ("segment.ms", "9223372036854775807"));

        Assert.True(DateTimeOffset.UnixEpoch + config.RetentionTime + config.SegmentAge < DateTimeOffset.MaxValue);
    }

    private static TopicConfig Create(params (string Name, string Value)[] settings) => TopicConfig.TryCreate(
        settings.Select(pair => KeyValuePair.Create(pair.Name, (string?)pair.Value)), out _)!;
}
