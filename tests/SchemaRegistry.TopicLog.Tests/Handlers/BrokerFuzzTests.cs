using CsCheck;
using SchemaRegistry.Kafka.Codegen.Model;
using SchemaRegistry.Kafka.Messages;
using SchemaRegistry.TopicLog.Tests.Messages;

namespace SchemaRegistry.TopicLog.Tests.Handlers;

public sealed class BrokerFuzzTests
{
    private const int Samples = 1000;

    private static readonly MessageSchema[] Requests =
        [.. KnownMessages.Schemas.Where(schema => schema.Kind == MessageKind.Request)];

    [Fact]
    public async Task Damaged_requests_end_their_connection_at_most_and_the_broker_serves_on()
    {
        await using var harness = await BrokerHarness.StartAsync();
        await harness.CreateAsync();
        await Gen.Int.SampleAsync(
            async seed =>
            {
                var client = harness.Connect();
                await client.SendRawAsync(Frame(new Random(seed)));
                await client.LeaveAsync();
            },
            iter: Samples, threads: 1);

        var answer = await harness.Connect().CallAsync<ApiVersionsRequest, ApiVersionsResponse>(new(), 3);

        Assert.NotEmpty(answer.ApiKeys);
        Assert.Equal("", string.Join(Environment.NewLine, harness.Logged.Errors));
    }

    /// <summary>A request with random values and a header before it, with bits flipped or the end cut off.</summary>
    private static byte[] Frame(Random random)
    {
        var schema = Requests[random.Next(Requests.Length)];
        var version = (short)random.Next(schema.Versions.From, schema.Versions.To + 1);
        var header = new RequestHeader
        {
            RequestApiKey = schema.ApiKey!.Value,
            RequestApiVersion = version,
            ClientId = "fuzz",
        };
        var body = KnownMessages.Encode(new RandomMessage(random, schema, version).Make(), version);
        byte[] frame = [.. WireBytes.Of(header, schema.IsFlexibleAt(version) ? (short)2 : (short)1), .. body];
        for (var flips = random.Next(5); flips > 0; flips--)
            frame[random.Next(frame.Length)] ^= (byte)(1 << random.Next(8));

        var length = random.Next(4) == 0 ? random.Next(frame.Length) : frame.Length;
        return [0, 0, (byte)(length >> 8), (byte)length, .. frame[..length]];
    }
}
