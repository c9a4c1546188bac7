using System.Buffers.Binary;
using CsCheck;
using SchemaRegistry.Kafka;
using SchemaRegistry.Kafka.Codegen.Model;
using SchemaRegistry.Kafka.Wire.Messages;
using SchemaRegistry.TopicLog.Tests.Messages;

namespace SchemaRegistry.TopicLog.Tests.Handlers;

/// <summary>
/// Frames that no client sends, each on a connection of its own: they may end it, with no defect logged, at a cost in
/// proportion to their size, and the broker serves on. For longer runs see <see cref="Fuzzing"/>.
/// </summary>
[Collection(MeasuredCollection.Name)]
public sealed class BrokerFuzzTests : IAsyncLifetime
{
    private const int Samples = 3000;

    // An element of two bytes can become an object of about 60 and a reference of 8, and its answer as much; a
    // connection with its pipes and its test client, an answer's first buffer and the text of an error are the rest.
    private const long AllocatedPerByte = 200;
    private const long AllocatedAnyway = 256 * 1024;

    // Requests that make topics: what these cost is the number of partitions that they name.
    private static readonly ApiKey[] Creating = [ApiKey.Metadata, ApiKey.CreateTopics, ApiKey.CreatePartitions];

    private BrokerHarness _harness = null!;

    public async ValueTask InitializeAsync()
    {
        _harness = await BrokerHarness.StartAsync();
        await _harness.CreateAsync();
    }

    [Fact]
    public async Task Damaged_requests_end_their_connection_at_most_and_the_broker_serves_on()
    {
        var served = await ServedAsync();
        await Gen.Int.SampleAsync(
            seed => SendAsync(DamagedRequest(new Random(seed), served)),
            iter: Fuzzing.Iterations(Samples), threads: 1);

        await AssertServesOnAsync();
    }

    [Fact]
    public async Task Random_bytes_behind_a_served_key_end_their_connection_at_most()
    {
        var served = await ServedAsync();
        await Gen.Int.SampleAsync(
            seed => SendAsync(RandomFrame(new Random(seed), served)),
            iter: Fuzzing.Iterations(Samples), threads: 1);

        await AssertServesOnAsync();
    }

    [Fact]
    public async Task Bytes_without_any_order_end_their_connection_at_most()
    {
        await Gen.Byte.Array[0, 300].SampleAsync(SendAsync, iter: Fuzzing.Iterations(Samples), threads: 1);

        await AssertServesOnAsync();
    }

    [Theory]
    [InlineData("0000000900000000" + "FFFF" + "00" + "00" + "FFFF" + "00000000" + "FFFFFFFF0F", "4 billion topics")]
    [InlineData("0000000900000000" + "FFFF" + "00" + "00" + "FFFF" + "00000000" + "8180808008" + "02", "2^31 topics")]
    [InlineData("0001000C00000000" + "FFFF" + "FFFFFFFF0F", "4 billion tags in a header")]
    [InlineData("0012000300000000" + "FFFF" + "0163FFFFFFFF07", "a tag of 2 GiB in a header")]
    [InlineData("0003000900000000" + "FFFF" + "00" + "02" + "FFFFFFFF0F", "a name of 4 GiB")]
    [InlineData("0003000100000000" + "FFFF" + "7FFFFFFF", "2^31 topics in the old form")]
    [InlineData("0003000100000000" + "FFFF" + "FFFFFFFE", "a negative count")]
    [InlineData("0003000100000000" + "FFFF" + "00000001" + "7FFF", "a name longer than the frame")]
    [InlineData("0003000100000000" + "FFFF" + "00000001" + "FFFF", "null where there is none")]
    [InlineData("0003000100000000" + "FFFF" + "00000001" + "0002" + "C328", "a name that is not UTF-8")]
    [InlineData("0003000900000000" + "FFFF" + "FFFFFFFFFF", "a varint of more than 32 bits")]
    public async Task A_length_or_count_beyond_the_frame_closes_the_connection(string hex, string what)
    {
        var client = _harness.Connect();

        await client.SendRawAsync(Framed(Convert.FromHexString(hex)));

        Assert.True(await client.ReceiveFrameAsync() is null, what);
        await AssertServesOnAsync();
    }

    [Fact]
    public async Task Arrays_that_each_claim_the_rest_of_the_frame_do_not_add_up()
    {
        // Fetch v4: 30000 topics without a name, the first of which claims all that follows as its partitions.
        var frame = new byte[10 + 17 + 4 + (30_000 * 6)];
        Convert.FromHexString("0001000400000000" + "FFFF" + "FFFFFFFF" + "00000000" + "00000001" + "7FFFFFFF" + "00"
            + "00007530").CopyTo(frame, 0);
        for (var topic = 0; topic < 30_000; topic++)
            frame[10 + 17 + 4 + (topic * 6) + 4] = 0x2B;

        await SendAsync(Framed(frame));

        await AssertServesOnAsync();
    }

    [Fact]
    public async Task A_name_that_fits_into_a_compact_string_only_is_refused_and_not_echoed()
    {
        // Produce v9, one topic with a name of 40,000 bytes (n + 1 = 40001 as a varint: C1 B8 02) and no partition.
        byte[] frame =
        [
            .. Convert.FromHexString("0000000900000000" + "FFFF" + "00" + "00" + "FFFF" + "00000000" + "02" + "C1B802"),
            .. Enumerable.Repeat((byte)'n', 40_000), 0x01, 0x00, 0x00,
        ];
        var client = _harness.Connect();

        await client.SendRawAsync(Framed(frame));

        Assert.Null(await client.ReceiveFrameAsync());
        await AssertServesOnAsync();
    }

    [Fact]
    public async Task Unknown_tags_are_skipped_wherever_they_stand()
    {
        // ApiVersions v3: tag 99 of three bytes in the header, names "a" and "b", tag 1000 of none in the body.
        var client = _harness.Connect();

        await client.SendRawAsync(Framed(Convert.FromHexString(
            "0012000300000007" + "FFFF" + "0163" + "03AABBCC" + "0261" + "0262" + "01E80700")));

        // Correlation id 7 and no error.
        Assert.Equal("000000070000", Convert.ToHexString((await client.ReceiveFrameAsync()).AsSpan(4, 6)));
    }

    public ValueTask DisposeAsync() => _harness.DisposeAsync();

    private static byte[] Framed(byte[] frame)
    {
        var framed = new byte[4 + frame.Length];
        BinaryPrimitives.WriteInt32BigEndian(framed, frame.Length);
        frame.CopyTo(framed, 4);
        return framed;
    }

    /// <summary>A request with random values and a header before it, with bits flipped or the end cut off.</summary>
    private static byte[] DamagedRequest(Random random, MessageSchema[] served)
    {
        var schema = served[random.Next(served.Length)];
        var version = (short)random.Next(schema.Versions.From, schema.Versions.To + 1);
        var body = KnownMessages.Encode(new RandomMessage(random, schema, version).Make(), version);
        return Framed(Fuzzing.Damage([.. Header(schema, version), .. body], random));
    }

    private static byte[] RandomFrame(Random random, MessageSchema[] served)
    {
        var schema = served[random.Next(served.Length)];
        var version = (short)random.Next(schema.Versions.From, schema.Versions.To + 1);
        var body = new byte[random.Next(200)];
        random.NextBytes(body);

        // Small numbers are where the counts and lengths are that make sense of what follows.
        for (var at = 0; at < body.Length; at++)
            body[at] &= random.Next(3) == 0 ? (byte)0xFF : (byte)0x03;

        return Framed([.. Header(schema, version), .. body]);
    }

    private static byte[] Header(MessageSchema schema, short version)
    {
        var header = new RequestHeader
        {
            RequestApiKey = schema.ApiKey!.Value,
            RequestApiVersion = version,
            ClientId = "fuzz",
        };
        return WireBytes.Of(header, schema.IsFlexibleAt(version) ? (short)2 : (short)1);
    }

    private async Task SendAsync(byte[] frame)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var client = _harness.Connect();
        await client.SendRawAsync(frame);
        await client.LeaveAsync();

        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        var isCreating = frame.Length > 5 && frame[4] == 0 && Array.IndexOf(Creating, (ApiKey)frame[5]) >= 0;
        Assert.True(
            isCreating || allocated <= AllocatedAnyway + (AllocatedPerByte * frame.Length),
            $"{allocated} bytes for {Convert.ToHexString(frame)}");
    }

    private async Task<MessageSchema[]> ServedAsync()
    {
        var answer = await _harness.Connect().CallAsync<ApiVersionsRequest, ApiVersionsResponse>(new(), 3);
        var keys = answer.ApiKeys.Select(api => api.ApiKey).ToHashSet();
        return
        [
            .. KnownMessages.Schemas.Where(schema =>
                schema.Kind == MessageKind.Request && keys.Contains(schema.ApiKey!.Value)),
        ];
    }

    private async Task AssertServesOnAsync()
    {
        var answer = await _harness.Connect().CallAsync<ApiVersionsRequest, ApiVersionsResponse>(new(), 3);

        Assert.NotEmpty(answer.ApiKeys);
        Assert.Equal("", string.Join(Environment.NewLine, _harness.Logged.Errors));
    }
}
