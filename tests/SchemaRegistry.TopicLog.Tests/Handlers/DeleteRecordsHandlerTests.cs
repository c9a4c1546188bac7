using SchemaRegistry.Kafka;
using SchemaRegistry.Kafka.Wire.Messages;
using SchemaRegistry.TopicLog.Tests.Partitions;

namespace SchemaRegistry.TopicLog.Tests.Handlers;

public sealed class DeleteRecordsHandlerTests
{
    [Theory]
    [InlineData(0, 2, ErrorCode.None, 2)]
    [InlineData(1, -1, ErrorCode.None, 3)]
    [InlineData(2, 4, ErrorCode.OffsetOutOfRange, -1)]
    [InlineData(2, -2, ErrorCode.OffsetOutOfRange, -1)]
    public async Task Records_below_an_offset_go(short version, long offset, ErrorCode error, long lowWatermark)
    {
        await using var harness = await BrokerHarness.StartAsync();
        var partition = await TestStore.CreateAsync(harness.Log);
        await TestStore.AppendDurablyAsync(partition, "a", "b", "c");

        var answer = await harness.Connect().CallAsync<DeleteRecordsRequest, DeleteRecordsResponse>(
            Wanted("t", 0, offset), version);

        var result = Assert.Single(Assert.Single(answer.Topics).Partitions);
        Assert.Equal(((short)error, lowWatermark), (result.ErrorCode, result.LowWatermark));
        Assert.Equal(Math.Max(lowWatermark, 0), partition.LogStart);
    }

    [Theory]
    [InlineData("none", 0)]
    [InlineData("t", 1)]
    [InlineData("t", -1)]
    public async Task What_is_not_there_is_unknown(string topic, int partition)
    {
        await using var harness = await BrokerHarness.StartAsync();
        await TestStore.CreateAsync(harness.Log);

        var answer = await harness.Connect().CallAsync<DeleteRecordsRequest, DeleteRecordsResponse>(
            Wanted(topic, partition, 0), 2);

        Assert.Equal((short)ErrorCode.UnknownTopicOrPartition, answer.Topics[0].Partitions[0].ErrorCode);
    }

    private static DeleteRecordsRequest Wanted(string topic, int partition, long offset) => new()
    {
        Topics =
        [
            new DeleteRecordsTopic
            {
                Name = topic,
                Partitions = [new DeleteRecordsPartition { PartitionIndex = partition, Offset = offset }],
            },
        ],
    };
}
