using Microsoft.Extensions.Logging.Abstractions;
using SchemaRegistry.TopicLog.Files;
using SchemaRegistry.TopicLog.Partitions;

namespace SchemaRegistry.TopicLog.Tests.Partitions;

public sealed class PartitionReadsTests
{
    [Fact]
    public async Task An_offset_below_all_segments_is_out_of_range_though_it_was_not_when_the_read_began()
    {
        var files = new MemoryFileSystem();
        await using var store = await TestStore.OpenAsync(files);
        var partition = await TestStore.CreateAsync(store, "t", ("segment.bytes", "1024"));
        for (var index = 0; index < 40; index++)
            await TestStore.AppendDurablyAsync(partition, $"value {index}");
        await partition.DeleteRecordsAsync(30, CancellationToken.None);
        var scope = new PartitionScope(files, null!, TimeProvider.System, NullLogger.Instance)
        {
            ProducerExpiration = TimeSpan.FromDays(1),
        };

        // What Partition.Read calls once it has held the offset against a log start that moves in the meantime.
        var reads = new PartitionReads(partition, partition.Settings, scope);

        Assert.Equal(LogError.OffsetOutOfRange, reads.Read(0, partition.HighWatermark, 100).Error);
        Assert.Equal(LogError.None, reads.Read(30, partition.HighWatermark, 100).Error);
    }
}
