using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SchemaRegistry.TopicLog.Files;
using SchemaRegistry.TopicLog.Records;
using SchemaRegistry.TopicLog.Topics;

namespace SchemaRegistry.TopicLog.Tests.Partitions;

public sealed class ProducerExpirationTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly TimeSpan AlmostExpired = LogLimits.ProducerExpiration - TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _time = new(DateTimeOffset.FromUnixTimeMilliseconds(TestStore.Time + 1_000_000_000));
    private readonly MemoryFileSystem _files = new();

    [Fact]
    public async Task A_producer_is_forgotten_when_it_was_silent_for_a_day()
    {
        await using var store = await OpenAsync();
        var partition = await TestStore.CreateAsync(store);
        Assert.Equal(LogError.None, partition.Append(Batch(0)).Error);
        _time.Advance(AlmostExpired);
        await store.RunHousekeepingAsync(None);
        Assert.True(partition.Append(Batch(0)).IsDuplicate);
        Assert.Equal(LogError.OutOfOrderSequence, partition.Append(Batch(5)).Error);

        _time.Advance(TimeSpan.FromSeconds(2));
        await store.RunHousekeepingAsync(None);

        Assert.Equal(LogError.None, partition.Append(Batch(5)).Error);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Opening_forgets_those_that_a_snapshot_knows_to_be_silent(bool isSilent)
    {
        var store = await OpenAsync();
        var partition = await TestStore.CreateAsync(store);
        Assert.Equal(LogError.None, partition.Append(Batch(0)).Error);
        await store.DisposeAsync();
        _time.Advance(AlmostExpired + TimeSpan.FromSeconds(isSilent ? 2 : 0));

        await using var again = await OpenAsync();

        var expected = isSilent ? LogError.None : LogError.OutOfOrderSequence;
        Assert.Equal(expected, TestStore.Find(again).Append(Batch(5)).Error);
    }

    private Task<TopicStore> OpenAsync() => TopicStore.OpenAsync(
        _files, TestStore.Folder, new LogOptions(), new LogSurroundings(_time, NullLoggerFactory.Instance));

    /// <summary>Its records are eleven days older than its append, which must not matter.</summary>
    private static byte[] Batch(int sequence) => TestStore.Batch(new BatchOrigin(5, 0, sequence), "value");
}
