using SchemaRegistry.Kafka.Wire.Messages;

namespace SchemaRegistry.TopicLog.Tests.Handlers;

/// <summary>Requests as the tests need them most, and batches with known bytes.</summary>
internal static class Requests
{
    // Golden vectors, computed with an independent table CRC and read by kcat 2.0.2 with check.crcs=true.
    // One record: key "k", value "v", time 1700000000000, no producer id.
    public static readonly byte[] OneRecord = Convert.FromHexString(
        "00000000000000000000003a0000000002e99b8dd80000000000000000018bcfe568000000018bcfe56800" +
        "ffffffffffffffffffffffffffff0000000110000000026b027600");

    // Two records of producer 1001, epoch 0, from sequence 0: (a, null, header h=1) and (null, xyz, 5 ms later).
    public static readonly byte[] TwoRecordsOfAProducer = Convert.FromHexString(
        "0000000000000000000000470000000002041c58970000000000010000018bcfe568000000018bcfe56805" +
        "00000000000003e90000000000000000000216000000026101020268023112000a02010678797a00");

    public const long Time = 1_700_000_000_000;

    public static ProduceRequest Produce(
        ReadOnlyMemory<byte>? batch, short acks = -1, string topic = "orders", int partition = 0) =>
        new()
        {
            Acks = acks,
            TimeoutMs = 10_000,
            TopicData =
            [
                new TopicProduceData
                {
                    Name = topic,
                    PartitionData = [new PartitionProduceData { Index = partition, Records = batch }],
                },
            ],
        };

    public static FetchRequest Fetch(long offset, int maxWaitMs = 0, int minBytes = 1, int maxBytes = int.MaxValue) =>
        new()
    {
        MaxWaitMs = maxWaitMs,
        MinBytes = minBytes,
        MaxBytes = maxBytes,
        Topics = [new FetchTopic { Topic = "orders", Partitions = [Partition(0, offset)] }],
    };

    public static FetchPartition Partition(int index, long offset, int maxBytes = 1 << 20) =>
        new() { Partition = index, FetchOffset = offset, PartitionMaxBytes = maxBytes };

    public static async Task<PartitionProduceResponse> ProduceAsync(
        this WireClient client, ReadOnlyMemory<byte>? batch, short acks = -1, short version = 11)
    {
        var answer = await client.CallAsync<ProduceRequest, ProduceResponse>(Produce(batch, acks), version);
        return answer.Responses[0].PartitionResponses[0];
    }

    public static async Task<FetchPartitionResponse> FetchAsync(
        this WireClient client, FetchRequest request, short version = 12)
    {
        var answer = await client.CallAsync<FetchRequest, FetchResponse>(request, version);
        return answer.Responses[0].Partitions[0];
    }
}
