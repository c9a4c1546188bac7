using SchemaRegistry.Kafka.Wire.Messages;
using SchemaRegistry.TopicLog.Files;
using SchemaRegistry.TopicLog.Tests.Partitions;
using SchemaRegistry.TopicLog.Topics;

namespace SchemaRegistry.TopicLog.Tests.Handlers;

/// <summary>
/// Consumers at the end of their partitions poll all the time; a broker with a thousand of them shall not collect
/// garbage for it. Everything from the transport's bytes in to the transport's bytes out is counted, on all threads.
/// </summary>
[Collection(MeasuredCollection.Name)]
public sealed class FetchPollAllocationTests
{
    // The smallest object has 24 bytes. What remains is the measuring's own, some 200 bytes for all polls together, and
    // what the runtime does beside it.
    private const double AllowedPerPoll = 8;
    private const int Rounds = 4;

    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(4)]
    [InlineData(11)]
    [InlineData(12)]
    public async Task A_poll_that_returns_nothing_allocates_nothing(short version)
    {
        await using var log = await LogAsync();
        await using var consumer = new PollingConsumer(log);
        var poll = PollingConsumer.Frame(Request(maxWaitMs: 0), version);

        var perPoll = await MeasureAsync(consumer, poll, count: 4_000);

        Assert.True(perPoll < AllowedPerPoll, $"{perPoll} bytes for each poll");
    }

    [Fact]
    public async Task A_poll_that_waits_in_vain_allocates_nothing_either()
    {
        await using var log = await LogAsync();
        await using var consumer = new PollingConsumer(log);
        var poll = PollingConsumer.Frame(Request(maxWaitMs: 1), 12);

        var perPoll = await MeasureAsync(consumer, poll, count: 500);

        Assert.True(perPoll < AllowedPerPoll, $"{perPoll} bytes for each poll");
    }

    /// <summary>
    /// The least of some rounds: what a poll allocates shows in all of them, what the runtime does beside it in some.
    /// </summary>
    private static async Task<double> MeasureAsync(PollingConsumer consumer, byte[] poll, int count)
    {
        await consumer.PollAsync(poll, count);
        var least = double.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            var length = await consumer.PollAsync(poll, count);
            least = Math.Min(least, (double)(GC.GetTotalAllocatedBytes(precise: true) - before) / count);

            // Three topics of two partitions, 30 bytes or more each: the answer is the one that was meant.
            Assert.InRange(length, 180, 400);
        }

        return least;
    }

    private static async Task<TopicStore> LogAsync()
    {
        var log = await TestStore.OpenAsync(new MemoryFileSystem());
        foreach (var name in new[] { "orders", "payments", "shipments" })
            await log.CreateAsync(name, 2, TopicConfig.Default, Cancel);
        return log;
    }

    private static FetchRequest Request(int maxWaitMs)
    {
        FetchPartition[] partitions = [Requests.Partition(0, 0), Requests.Partition(1, 0)];
        return new FetchRequest
        {
            MaxWaitMs = maxWaitMs,
            MinBytes = 1,
            Topics =
            [
                new FetchTopic { Topic = "orders", Partitions = partitions },
                new FetchTopic { Topic = "payments", Partitions = partitions },
                new FetchTopic { Topic = "shipments", Partitions = partitions },
            ],
        };
    }
}
