using System.IO.Pipelines;
using System.IO.Pipes;
using SchemaRegistry.Kafka;

namespace SchemaRegistry.TopicLog.Tests.Connections;

public sealed class KafkaConnectionTests
{
    private readonly CancellationToken _cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Requests_are_executed_without_waiting_and_answered_in_order()
    {
        var gates = new GateHandler();
        await using var harness = new ConnectionHarness(null, gates);
        for (byte id = 1; id <= 3; id++)
            await harness.Pipes.SendHexAsync(GateHandler.Request(id), _cancel);

        for (var id = 1; id <= 3; id++)
            await gates.Started.WaitAsync(_cancel);
        gates.Open(3);
        gates.Open(2);
        gates.Open(1);

        Assert.Equal([1, 2, 3], gates.Executed);
        for (byte id = 1; id <= 3; id++)
            Assert.Equal(GateHandler.Answer(id), Convert.ToHexString((await harness.Pipes.ReceiveAsync(_cancel))!));
    }

    [Fact]
    public async Task Reading_stops_when_too_many_answers_are_pending()
    {
        var gates = new GateHandler();
        await using var harness = new ConnectionHarness(null, gates);
        for (var id = 0; id < 200; id++)
            await harness.Pipes.SendHexAsync(GateHandler.Request((byte)id), _cancel);

        // 64 in the queue, one taken by the writer, one executed and waiting for its place.
        for (var started = 0; started < 66; started++)
            await gates.Started.WaitAsync(_cancel);
        Assert.Equal(0, gates.Started.CurrentCount);
        for (var id = 0; id < 200; id++)
            gates.Open((byte)id);

        for (var id = 0; id < 200; id++)
            Assert.Equal(
                GateHandler.Answer((byte)id), Convert.ToHexString((await harness.Pipes.ReceiveAsync(_cancel))!));
    }

    [Theory]
    [InlineData("FFFFFFFF", "a negative length")]
    [InlineData("00000007", "shorter than a header")]
    [InlineData("06400001", "one above 100 MiB")]
    [InlineData("0000000A0000000300000001000A", "a client id that is longer than the frame")]
    [InlineData("0000000A03E8000000000001FFFF", "an unknown key")]
    [InlineData("0000000A0000000400000001FFFF", "a version above the served ones")]
    [InlineData("0000000A0000FFFF00000001FFFF", "a negative version")]
    public async Task A_frame_that_cannot_be_served_closes_the_connection(string hex, string what)
    {
        await using var harness = new ConnectionHarness(null, new GateHandler());

        await harness.Pipes.SendHexAsync(hex, _cancel);

        Assert.True(await harness.Pipes.ReceiveAsync(_cancel) is null, what);
        await harness.Running.WaitAsync(_cancel);
    }

    [Fact]
    public async Task The_frame_limit_can_be_set()
    {
        await using var harness = new ConnectionHarness(new KafkaBrokerOptions { MaxFrameBytes = 100 });

        await harness.Pipes.SendHexAsync("00000065", _cancel);

        Assert.Null(await harness.Pipes.ReceiveAsync(_cancel));
    }

    [Fact]
    public async Task A_frame_may_arrive_byte_by_byte()
    {
        await using var harness = new ConnectionHarness();

        foreach (var value in Convert.FromHexString("0000000A0012000000000001FFFF"))
            await harness.Pipes.SendAsync(new[] { value }, _cancel);

        // ApiVersions v0: no error, one key, 18 from 0 to 3.
        Assert.Equal("00000010" + "00000001" + "0000" + "00000001" + "001200000003",
            Convert.ToHexString((await harness.Pipes.ReceiveAsync(_cancel))!));
    }

    [Fact]
    public async Task A_handler_that_fails_closes_its_connection_after_the_answers_before_it()
    {
        var gates = new GateHandler();
        await using var harness = new ConnectionHarness(null, gates);
        await harness.Pipes.SendHexAsync(
            GateHandler.Request(1) + GateHandler.Request(2) + GateHandler.Request(3), _cancel);
        gates.Fail(2);
        gates.Open(3);
        gates.Open(1);

        var first = await harness.Pipes.ReceiveAsync(_cancel);
        var second = await harness.Pipes.ReceiveAsync(_cancel);

        Assert.Equal(GateHandler.Answer(1), Convert.ToHexString(first!));
        Assert.Null(second);
    }

    [Fact]
    public async Task A_peer_that_is_gone_when_its_answer_is_ready_ends_only_its_connection()
    {
        var stream = new AnonymousPipeServerStream(PipeDirection.Out);
        stream.DisposeLocalCopyOfClientHandle();
        await using var harness = new ConnectionHarness(new PipePair(output: PipeWriter.Create(stream)));

        await harness.Pipes.SendHexAsync("0000000A0012000000000001FFFF", _cancel);

        await harness.Running.WaitAsync(_cancel);
    }

    [Fact]
    public async Task An_idle_connection_is_closed()
    {
        await using var harness = new ConnectionHarness(
            new KafkaBrokerOptions { IdleTimeout = TimeSpan.FromMinutes(10) });
        await harness.Pipes.SendHexAsync("0000", _cancel);

        // The bytes may be read, and count as a sign of life, after the clock was moved.
        while (!harness.Running.IsCompleted)
        {
            harness.Time.Advance(TimeSpan.FromMinutes(11));
            await Task.Yield();
        }

        Assert.Null(await harness.Pipes.ReceiveAsync(_cancel));
    }

    [Fact]
    public async Task Answers_that_are_ready_go_out_when_the_server_stops()
    {
        var gates = new GateHandler();
        await using var harness = new ConnectionHarness(null, gates);
        await harness.Pipes.SendHexAsync(GateHandler.Request(1), _cancel);
        await gates.Started.WaitAsync(_cancel);

        harness.Stop();
        gates.Open(1);

        Assert.Equal(GateHandler.Answer(1), Convert.ToHexString((await harness.Pipes.ReceiveAsync(_cancel))!));
        Assert.Null(await harness.Pipes.ReceiveAsync(_cancel));
    }

    [Fact]
    public async Task An_answer_that_never_comes_does_not_hold_up_a_stop()
    {
        var gates = new GateHandler();
        await using var harness = new ConnectionHarness(null, gates);
        await harness.Pipes.SendHexAsync(GateHandler.Request(1), _cancel);
        await gates.Started.WaitAsync(_cancel);

        harness.Stop();
        while (!harness.Running.IsCompleted)
        {
            harness.Time.Advance(TimeSpan.FromSeconds(6));
            await Task.Yield();
        }

        Assert.Null(await harness.Pipes.ReceiveAsync(_cancel));
    }

    [Fact]
    public async Task A_large_frame_that_trickles_in_closes_its_connection()
    {
        await using var harness = new ConnectionHarness(
            new KafkaBrokerOptions { IdleTimeout = TimeSpan.FromMinutes(10) }, new GateHandler());
        await harness.Pipes.SendHexAsync("06000000", _cancel);
        await harness.Pipes.SendAsync(new byte[KafkaLimits.UncountedFrameBytes], _cancel);

        // A byte each half minute keeps the connection from being idle, and would keep its share of the budget.
        for (var step = 0; step < 1000 && !harness.Running.IsCompleted; step++)
        {
            await harness.Pipes.SendAsync(new byte[1], _cancel);
            harness.Time.Advance(TimeSpan.FromSeconds(30));
            await Task.Yield();
        }

        Assert.Null(await harness.Pipes.ReceiveAsync(_cancel));
        Assert.True(harness.Running.IsCompleted);
    }
}
