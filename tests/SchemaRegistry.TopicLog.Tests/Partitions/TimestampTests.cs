using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SchemaRegistry.TopicLog.Files;
using SchemaRegistry.TopicLog.Records;
using SchemaRegistry.TopicLog.Topics;

namespace SchemaRegistry.TopicLog.Tests.Partitions;

public sealed class TimestampTests
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.FromUnixTimeMilliseconds(TestStore.Time));

    [Theory]
    [InlineData(-1000, 0, LogError.None)]
    [InlineData(-1001, 0, LogError.InvalidTimestamp)]
    [InlineData(0, 500, LogError.None)]
    [InlineData(0, 501, LogError.InvalidTimestamp)]
    [InlineData(501, 0, LogError.InvalidTimestamp)]
    public async Task The_first_and_the_largest_time_of_a_batch_must_be_near_the_clock(
        long first, long second, LogError expected)
    {
        await using var store = await OpenAsync();
        var partition = await TestStore.CreateAsync(
            store, "t", ("message.timestamp.before.max.ms", "1000"), ("message.timestamp.after.max.ms", "500"));

        var result = partition.Append(RecordBatchBuilder.Build(
            [TestStore.Record("a", TestStore.Time + first), TestStore.Record("b", TestStore.Time + second)]));

        Assert.Equal(expected, result.Error);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(TestStore.Time * 10)]
    [InlineData(long.MaxValue)]
    public async Task Without_limits_any_time_will_do(long timestamp)
    {
        await using var store = await OpenAsync();
        var partition = await TestStore.CreateAsync(store);

        var result = partition.Append(RecordBatchBuilder.Build([TestStore.Record("a", timestamp)]));

        Assert.Equal(LogError.None, result.Error);
    }

    [Fact]
    public async Task A_record_without_a_time_passes()
    {
        await using var store = await OpenAsync();
        var partition = await TestStore.CreateAsync(store, "t", ("message.timestamp.before.max.ms", "1000"));

        var result = partition.Append(RecordBatchBuilder.Build([TestStore.Record("a", -1)]));

        Assert.Equal(LogError.None, result.Error);
    }

    [Fact]
    public async Task A_topic_that_stamps_the_time_of_the_append_takes_any()
    {
        await using var store = await OpenAsync();
        var partition = await TestStore.CreateAsync(
            store, "t", ("message.timestamp.before.max.ms", "1000"), ("message.timestamp.type", "LogAppendTime"));

        var result = partition.Append(RecordBatchBuilder.Build([TestStore.Record("a", 5)]));

        Assert.Equal((LogError.None, TestStore.Time), (result.Error, result.LogAppendTimeMs));
    }

    private Task<TopicStore> OpenAsync() => TopicStore.OpenAsync(
        new MemoryFileSystem(),
        TestStore.Folder,
        new LogOptions { CheckInterval = TimeSpan.FromDays(1) },
        new LogSurroundings(_time, NullLoggerFactory.Instance));
}
