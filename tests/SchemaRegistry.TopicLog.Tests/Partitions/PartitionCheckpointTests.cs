using SchemaRegistry.TopicLog.Partitions;

namespace SchemaRegistry.TopicLog.Tests.Partitions;

public sealed class PartitionCheckpointTests
{
    // Epoch 0 from offset 0, epoch 2 from 10, epoch 5 from 30; the high watermark is 40.
    [Theory]
    [InlineData(0, 0, 10)]
    [InlineData(1, 0, 10)]
    [InlineData(2, 2, 30)]
    [InlineData(4, 2, 30)]
    [InlineData(5, 5, 40)]
    public void An_epoch_ends_where_the_next_larger_one_begins(int asked, int epoch, long end)
    {
        var checkpoint = new PartitionCheckpoint(0, 0, [new(0, 0), new(2, 10), new(5, 30)]);

        Assert.Equal(new EpochEnd(epoch, end), checkpoint.EndOf(asked, 40));
    }

    [Theory]
    [InlineData(6)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    public void An_epoch_that_has_not_been_has_no_end(int asked)
    {
        var checkpoint = new PartitionCheckpoint(0, 0, [new(0, 0), new(2, 10), new(5, 30)]);

        Assert.Null(checkpoint.EndOf(asked, 40));
    }

    [Fact]
    public void An_epoch_older_than_all_that_are_remembered_ends_where_those_begin()
    {
        var checkpoint = new PartitionCheckpoint(0, 0, [new(3, 20), new(5, 30)]);

        Assert.Equal(new EpochEnd(1, 20), checkpoint.EndOf(1, 40));
    }
}
