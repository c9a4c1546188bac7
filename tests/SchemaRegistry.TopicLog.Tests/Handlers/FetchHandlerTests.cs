using SchemaRegistry.Kafka;
using SchemaRegistry.Kafka.Wire.Messages;

namespace SchemaRegistry.TopicLog.Tests.Handlers;

public sealed class FetchHandlerTests
{
    private const int Minute = 60_000;

    [Theory]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(11)]
    [InlineData(12)]
    public async Task What_was_produced_is_fetched_byte_by_byte(short version)
    {
        await using var harness = await BrokerHarness.StartAsync();
        await harness.CreateAsync();
        var client = harness.Connect();
        await client.ProduceAsync(Requests.OneRecord);

        var fetched = await client.FetchAsync(Requests.Fetch(0), version);

        Assert.Equal(0, fetched.ErrorCode);
        Assert.Equal(1, fetched.HighWatermark);
        Assert.Equal(1, fetched.LastStableOffset);
        Assert.Equal(Convert.ToHexString(Requests.OneRecord), Convert.ToHexString(fetched.Records!.Value.Span));
    }

    [Fact]
    public async Task A_batch_is_given_whole_from_an_offset_inside_it()
    {
        await using var harness = await BrokerHarness.StartAsync();
        await harness.CreateAsync();
        var client = harness.Connect();
        await client.ProduceAsync(Requests.TwoRecordsOfAProducer);

        var fetched = await client.FetchAsync(Requests.Fetch(1));

        Assert.Equal(Requests.TwoRecordsOfAProducer, fetched.Records!.Value.ToArray());
    }

    [Fact]
    public async Task The_first_batch_comes_even_if_it_is_larger_than_every_limit()
    {
        await using var harness = await BrokerHarness.StartAsync();
        await harness.CreateAsync();
        var client = harness.Connect();
        await client.ProduceAsync(Requests.OneRecord);
        await client.ProduceAsync(Requests.OneRecord);
        var request = Requests.Fetch(0, maxBytes: 1);
        request.Topics[0].Partitions[0].PartitionMaxBytes = 1;

        var fetched = await client.FetchAsync(request);

        Assert.Equal(Requests.OneRecord.Length, fetched.Records!.Value.Length);
    }

    [Fact]
    public async Task Limits_cut_between_batches_and_later_partitions_wait_for_their_turn()
    {
        await using var harness = await BrokerHarness.StartAsync();
        await harness.CreateAsync(partitions: 2);
        var client = harness.Connect();
        for (var count = 0; count < 6; count++)
            await client.CallAsync<ProduceRequest, ProduceResponse>(
                Requests.Produce(Requests.OneRecord, partition: count % 2), 11);

        // Room for two batches of 70 bytes and a half.
        var request = Requests.Fetch(0, maxBytes: 175);
        request.Topics[0].Partitions = [Requests.Partition(1, 0), Requests.Partition(0, 0)];
        var answer = await client.CallAsync<FetchRequest, FetchResponse>(request, 12);

        Assert.Equal([1, 0], answer.Responses[0].Partitions.Select(partition => partition.PartitionIndex));
        Assert.Equal([140, 0], answer.Responses[0].Partitions.Select(partition => partition.Records!.Value.Length));
    }

    [Fact]
    public async Task A_fetch_at_the_end_answers_empty_when_its_time_is_over()
    {
        await using var harness = await BrokerHarness.StartAsync();
        await harness.CreateAsync();
        var client = harness.Connect();

        var fetching = client.FetchAsync(Requests.Fetch(0, maxWaitMs: Minute));
        while (!fetching.IsCompleted)
        {
            harness.Time.Advance(TimeSpan.FromSeconds(20));
            await Task.Yield();
        }

        var fetched = await fetching;
        Assert.Equal(0, fetched.ErrorCode);
        Assert.Equal(0, fetched.Records!.Value.Length);
    }

    [Fact]
    public async Task A_parked_fetch_answers_when_enough_has_arrived()
    {
        await using var harness = await BrokerHarness.StartAsync();
        await harness.CreateAsync();
        var reading = harness.Connect();
        var writing = harness.Connect();

        // The clock does not move, so only the bytes can end the wait.
        var fetching = reading.FetchAsync(Requests.Fetch(0, maxWaitMs: Minute, minBytes: 200));
        for (var count = 0; count < 3; count++)
        {
            Assert.False(fetching.IsCompleted);
            await writing.ProduceAsync(Requests.OneRecord);
        }

        Assert.Equal(3 * Requests.OneRecord.Length, (await fetching).Records!.Value.Length);
    }

    [Fact]
    public async Task A_parked_fetch_holds_up_only_the_answers_behind_it()
    {
        await using var harness = await BrokerHarness.StartAsync();
        var topic = await harness.CreateAsync();
        var client = harness.Connect();

        var fetch = await client.SendAsync(Requests.Fetch(0, maxWaitMs: Minute), 12);
        var produce = await client.SendAsync(Requests.Produce(Requests.OneRecord), 11);

        // The produce request behind the parked fetch is executed, wakes it, and is answered after it.
        var fetched = await client.ReceiveAsync<FetchResponse>(fetch, 12);
        var produced = await client.ReceiveAsync<ProduceResponse>(produce, 11);
        Assert.Equal(Requests.OneRecord.Length, fetched.Responses[0].Partitions[0].Records!.Value.Length);
        Assert.Equal(0, produced.Responses[0].PartitionResponses[0].ErrorCode);
        Assert.Equal(1, topic.Partitions[0].HighWatermark);
    }

    [Fact]
    public async Task Deleting_the_topic_ends_a_parked_fetch()
    {
        await using var harness = await BrokerHarness.StartAsync();
        var topic = await harness.CreateAsync();
        var fetching = harness.Connect().FetchAsync(Requests.Fetch(0, maxWaitMs: Minute));

        await harness.Log.DeleteAsync(topic, TestContext.Current.CancellationToken);

        Assert.Equal((short)ErrorCode.UnknownTopicOrPartition, (await fetching).ErrorCode);
    }

    [Theory]
    [InlineData(-1, -1, ErrorCode.OffsetOutOfRange)]
    [InlineData(2, -1, ErrorCode.OffsetOutOfRange)]
    [InlineData(0, 1, ErrorCode.UnknownLeaderEpoch)]
    public async Task An_error_answers_at_once(long offset, int epoch, ErrorCode expected)
    {
        await using var harness = await BrokerHarness.StartAsync();
        await harness.CreateAsync();
        var client = harness.Connect();
        await client.ProduceAsync(Requests.OneRecord);
        var request = Requests.Fetch(offset, maxWaitMs: Minute, minBytes: 1000);
        request.Topics[0].Partitions[0].CurrentLeaderEpoch = epoch;

        var fetched = await client.FetchAsync(request);

        Assert.Equal((short)expected, fetched.ErrorCode);
        Assert.Equal(0, fetched.Records!.Value.Length);
    }

    [Fact]
    public async Task There_are_no_fetch_sessions()
    {
        await using var harness = await BrokerHarness.StartAsync();
        await harness.CreateAsync();
        var request = Requests.Fetch(0);
        (request.SessionId, request.SessionEpoch) = (0, 0);

        var answer = await harness.Connect().CallAsync<FetchRequest, FetchResponse>(request, 12);

        Assert.Equal((0, 0), (answer.ErrorCode, answer.SessionId));
    }

    [Fact]
    public async Task A_session_that_a_client_still_remembers_is_not_found()
    {
        await using var harness = await BrokerHarness.StartAsync();
        await harness.CreateAsync();
        var request = Requests.Fetch(0);
        (request.SessionId, request.SessionEpoch) = (7, 3);

        var answer = await harness.Connect().CallAsync<FetchRequest, FetchResponse>(request, 12);

        Assert.Equal((short)ErrorCode.FetchSessionIdNotFound, answer.ErrorCode);
        Assert.Empty(answer.Responses);
    }

    [Fact]
    public async Task Reading_committed_records_names_no_aborted_transaction()
    {
        await using var harness = await BrokerHarness.StartAsync();
        await harness.CreateAsync();
        var client = harness.Connect();
        await client.ProduceAsync(Requests.OneRecord);
        var request = Requests.Fetch(0);
        request.IsolationLevel = 1;

        var fetched = await client.FetchAsync(request);

        Assert.Empty(fetched.AbortedTransactions!);
        Assert.Equal(Requests.OneRecord, fetched.Records!.Value.ToArray());
    }
}
