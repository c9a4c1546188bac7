using SchemaRegistry.Kafka;
using SchemaRegistry.Kafka.Wire.Messages;
using SchemaRegistry.TopicLog.Files;
using SchemaRegistry.TopicLog.Tests.Partitions;

namespace SchemaRegistry.TopicLog.Tests.Handlers;

public sealed class ProduceHandlerTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(9)]
    [InlineData(11)]
    public async Task Each_version_appends_and_answers_with_the_base_offset(short version)
    {
        await using var harness = await BrokerHarness.StartAsync();
        var topic = await harness.CreateAsync();
        var client = harness.Connect();

        var first = await client.ProduceAsync(Requests.TwoRecordsOfAProducer, version: version);
        var second = await client.ProduceAsync(Requests.OneRecord, version: version);

        Assert.Equal((0, 0L), (first.ErrorCode, first.BaseOffset));
        Assert.Equal((0, 2L), (second.ErrorCode, second.BaseOffset));
        Assert.Equal(-1, second.LogAppendTimeMs);
        Assert.Equal(3, topic.Partitions[0].HighWatermark);
    }

    [Fact]
    public async Task Partitions_are_answered_each_for_itself()
    {
        await using var harness = await BrokerHarness.StartAsync();
        await harness.CreateAsync();
        var request = Requests.Produce(Requests.OneRecord);
        request.TopicData =
        [
            Requests.Produce(Requests.OneRecord, topic: "missing").TopicData[0],
            Requests.Produce(Requests.OneRecord, partition: 1).TopicData[0],
            request.TopicData[0],
        ];

        var answer = await harness.Connect().CallAsync<ProduceRequest, ProduceResponse>(request, 11);

        Assert.Equal(
            [(short)ErrorCode.UnknownTopicOrPartition, (short)ErrorCode.UnknownTopicOrPartition, (short)ErrorCode.None],
            answer.Responses.Select(topic => topic.PartitionResponses[0].ErrorCode));
        Assert.Equal([-1L, -1L, 0L], answer.Responses.Select(topic => topic.PartitionResponses[0].BaseOffset));
    }

    [Fact]
    public async Task A_batch_that_is_sent_again_gets_its_first_offset_and_is_stored_once()
    {
        await using var harness = await BrokerHarness.StartAsync();
        var topic = await harness.CreateAsync();
        var client = harness.Connect();
        await client.ProduceAsync(Requests.OneRecord);

        var first = await client.ProduceAsync(Requests.TwoRecordsOfAProducer);
        var again = await client.ProduceAsync(Requests.TwoRecordsOfAProducer);

        Assert.Equal((0, 1L), (first.ErrorCode, first.BaseOffset));
        Assert.Equal((0, 1L), (again.ErrorCode, again.BaseOffset));
        Assert.Equal(3, topic.Partitions[0].HighWatermark);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(-2)]
    public async Task Acks_that_do_not_exist_append_nothing(short acks)
    {
        await using var harness = await BrokerHarness.StartAsync();
        var topic = await harness.CreateAsync();

        var answer = await harness.Connect().ProduceAsync(Requests.OneRecord, acks);

        Assert.Equal((short)ErrorCode.InvalidRequiredAcks, answer.ErrorCode);
        Assert.Equal(0, topic.Partitions[0].LogEnd);
    }

    [Fact]
    public async Task A_flipped_bit_is_a_corrupt_message()
    {
        await using var harness = await BrokerHarness.StartAsync();
        await harness.CreateAsync();
        var batch = Requests.OneRecord.ToArray();
        batch[66] ^= 1;

        var answer = await harness.Connect().ProduceAsync(batch);

        Assert.Equal((short)ErrorCode.CorruptMessage, answer.ErrorCode);
        Assert.Equal("The batch's length or checksum is wrong.", answer.ErrorMessage);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task No_batch_at_all_is_an_invalid_record(bool isNull)
    {
        await using var harness = await BrokerHarness.StartAsync();
        await harness.CreateAsync();

        var answer = await harness.Connect().ProduceAsync(isNull ? null : ReadOnlyMemory<byte>.Empty);

        Assert.Equal((short)ErrorCode.InvalidRecord, answer.ErrorCode);
    }

    [Fact]
    public async Task Two_batches_in_one_blob_are_refused()
    {
        await using var harness = await BrokerHarness.StartAsync();
        var topic = await harness.CreateAsync();

        var answer = await harness.Connect().ProduceAsync(Requests.OneRecord.Concat(Requests.OneRecord).ToArray());

        Assert.NotEqual((short)ErrorCode.None, answer.ErrorCode);
        Assert.Equal(0, topic.Partitions[0].LogEnd);
    }

    [Fact]
    public async Task Acks_0_appends_and_answers_nothing()
    {
        await using var harness = await BrokerHarness.StartAsync();
        var topic = await harness.CreateAsync();
        var client = harness.Connect();

        await client.SendAsync(Requests.Produce(Requests.OneRecord, acks: 0), 11);
        var next = await client.ProduceAsync(Requests.OneRecord);

        Assert.Equal(1, next.BaseOffset);
        Assert.Equal(2, topic.Partitions[0].HighWatermark);
    }

    [Fact]
    public async Task A_refusal_with_acks_0_closes_the_connection()
    {
        await using var harness = await BrokerHarness.StartAsync();
        var client = harness.Connect();

        await client.SendAsync(Requests.Produce(Requests.OneRecord, acks: 0, topic: "missing"), 11);

        Assert.Null(await client.ReceiveFrameAsync());
    }

    [Fact]
    public async Task A_validator_refuses_the_whole_batch_and_names_the_records()
    {
        var validator = new RefusingValidator();
        await using var harness = await BrokerHarness.StartAsync(validator: validator);
        var topic = await harness.CreateAsync();
        await harness.CreateAsync("unchecked");
        var client = harness.Connect();

        var refused = await client.ProduceAsync(Requests.TwoRecordsOfAProducer);
        var passed = await client.CallAsync<ProduceRequest, ProduceResponse>(
            Requests.Produce(Requests.OneRecord, topic: "unchecked"), 11);

        Assert.Equal((short)ErrorCode.InvalidRecord, refused.ErrorCode);
        Assert.Equal("record 1 has no schema", refused.ErrorMessage);
        var error = Assert.Single(refused.RecordErrors);
        Assert.Equal((1, "record 1 has no schema"), (error.BatchIndex, error.BatchIndexErrorMessage));
        Assert.Equal(Requests.TwoRecordsOfAProducer, validator.Seen);
        Assert.Equal(0, topic.Partitions[0].LogEnd);
        Assert.Equal(0, passed.Responses[0].PartitionResponses[0].ErrorCode);
    }

    [Theory]
    [InlineData(11)]
    [InlineData(8)]
    [InlineData(7)]
    public async Task A_compacted_topic_names_the_records_that_have_no_key(short version)
    {
        await using var harness = await BrokerHarness.StartAsync();
        var partition = await TestStore.CreateAsync(harness.Log, "orders", ("cleanup.policy", "compact"));
        var client = harness.Connect();

        var refused = await client.ProduceAsync(Requests.TwoRecordsOfAProducer, version: version);
        var taken = await client.ProduceAsync(Requests.OneRecord, version: version);

        Assert.Equal((short)ErrorCode.InvalidRecord, refused.ErrorCode);
        var text = "The topic 'orders' is compacted and takes no record without a key.";
        Assert.Equal(version >= 8 ? text : null, refused.ErrorMessage);
        Assert.Equal(version >= 8 ? [(1, text)] : [], (refused.RecordErrors ?? [])
            .Select(error => (error.BatchIndex, error.BatchIndexErrorMessage!)));
        Assert.Equal(((short)ErrorCode.None, 0), (taken.ErrorCode, taken.BaseOffset));
        Assert.Equal(1, partition.LogEnd);
    }

    [Fact]
    public async Task A_disk_that_cannot_sync_is_a_storage_error()
    {
        var files = new MemoryFileSystem();
        await using var harness = await BrokerHarness.StartAsync(files: files);
        await harness.CreateAsync();
        var client = harness.Connect();
        files.BeforeOperation = operation =>
        {
            if (operation.Kind == FileOperationKind.Sync)
                throw new IOException("The disk is on fire.");
        };

        var answer = await client.ProduceAsync(Requests.OneRecord);
        files.BeforeOperation = null;

        Assert.Equal((short)ErrorCode.KafkaStorageError, answer.ErrorCode);
        Assert.Equal(-1, answer.BaseOffset);
    }

    [Fact]
    public async Task A_disk_that_is_too_slow_is_a_timeout()
    {
        using var mayPass = new ManualResetEventSlim();
        var files = new MemoryFileSystem();
        await using var harness = await BrokerHarness.StartAsync(files: files);
        await harness.CreateAsync();
        var client = harness.Connect();
        files.BeforeOperation = operation =>
        {
            if (operation.Kind == FileOperationKind.Sync)
                mayPass.Wait();
        };

        var answering = client.ProduceAsync(Requests.OneRecord);
        while (!answering.IsCompleted)
        {
            harness.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        mayPass.Set();
        Assert.Equal((short)ErrorCode.RequestTimedOut, (await answering).ErrorCode);
    }

    [Fact]
    public async Task A_topic_that_stamps_the_time_of_append_says_it()
    {
        await using var harness = await BrokerHarness.StartAsync();
        await TestStore.CreateAsync(harness.Log, "orders", ("message.timestamp.type", "LogAppendTime"));

        var answer = await harness.Connect().ProduceAsync(Requests.OneRecord);

        Assert.True(answer.LogAppendTimeMs > Requests.Time, $"{answer.LogAppendTimeMs}");
    }

    private sealed class RefusingValidator : IRecordValidator
    {
        public byte[]? Seen { get; private set; }

        public bool Wants(string topic) => topic == "orders";

        public IReadOnlyList<RefusedRecord> Validate(string topic, int partition, ReadOnlyMemory<byte> batch)
        {
            Seen = batch.ToArray();
            return [new RefusedRecord(1, "record 1 has no schema")];
        }
    }
}
