using System.Buffers.Binary;
using CsCheck;
using SchemaRegistry.Kafka;
using SchemaRegistry.Kafka.Connections;
using SchemaRegistry.Kafka.Wire;

namespace SchemaRegistry.TopicLog.Tests.Connections;

public sealed class FrameReaderTests
{
    private const int MaxFrameBytes = 1 << 20;

    private readonly CancellationToken _cancel = TestContext.Current.CancellationToken;

    [Fact]
    public void Frames_come_out_as_they_went_in_however_they_are_cut()
    {
        Gen.Select(Gen.Int[8, 9000].Array[1, 6], Gen.Int[1, 3000], Gen.Int[16, 4096]).Sample(
            (sizes, chunk, segment) => Run(sizes, chunk, segment).GetAwaiter().GetResult(), iter: 60, threads: 1);
    }

    [Fact]
    public async Task A_frame_larger_than_the_first_rent_is_collected()
    {
        await Run([KafkaFrame.LargerThanFirstRent], chunk: 100_000, segment: 4096);
    }

    [Fact]
    public async Task A_stream_that_ends_inside_a_frame_has_no_frame()
    {
        var pipes = new PipePair();
        using var watch = KafkaFrame.NoWatch();
        var reader = new FrameReader(pipes.Broker.Input, watch, new BrokerMemory(), MaxFrameBytes);
        await pipes.SendHexAsync("0000000A0000", _cancel);
        await pipes.ToBroker.CompleteAsync();

        var frame = await reader.ReadAsync(_cancel);

        Assert.Null(frame);
        reader.Release();
    }

    [Fact]
    public async Task A_length_beyond_the_limit_says_what_to_do()
    {
        var pipes = new PipePair();
        using var watch = KafkaFrame.NoWatch();
        var reader = new FrameReader(pipes.Broker.Input, watch, new BrokerMemory(), maxFrameBytes: 100);
        await pipes.SendHexAsync("00000065", _cancel);

        var problem = await Assert.ThrowsAsync<WireFormatException>(async () => await reader.ReadAsync(_cancel));

        Assert.Contains(
            "A frame of 101 bytes was announced; it must have 8 to 100.", problem.Message, StringComparison.Ordinal);
        Assert.Contains("raise socket.request.max.bytes", problem.Message, StringComparison.Ordinal);
    }

    private async Task Run(int[] sizes, int chunk, int segment)
    {
        var frames = Array.ConvertAll(sizes, KafkaFrame.Filled);
        var pipes = new PipePair(segment);
        using var watch = KafkaFrame.NoWatch();
        var memory = new BrokerMemory();
        var reader = new FrameReader(pipes.Broker.Input, watch, memory, 8 * MaxFrameBytes);
        var sending = SendAsync(pipes, frames, chunk);

        foreach (var frame in frames)
            Assert.True((await reader.ReadAsync(_cancel))!.Value.Span.SequenceEqual(frame));

        Assert.Null(await reader.ReadAsync(_cancel));
        await sending;
        Assert.Equal(KafkaLimits.FrameBudgetBytes, memory.Frames.Free);
        Assert.Equal(KafkaLimits.LargeFrameBudgetBytes, memory.LargeFrames.Free);
    }

    private async Task SendAsync(PipePair pipes, byte[][] frames, int chunk)
    {
        var all = new MemoryStream();
        var prefix = new byte[4];
        foreach (var frame in frames)
        {
            BinaryPrimitives.WriteInt32BigEndian(prefix, frame.Length);
            all.Write(prefix);
            all.Write(frame);
        }

        var bytes = all.ToArray().AsMemory();
        for (var sent = 0; sent < bytes.Length; sent += chunk)
            await pipes.SendAsync(bytes.Slice(sent, Math.Min(chunk, bytes.Length - sent)), _cancel);

        await pipes.ToBroker.CompleteAsync();
    }
}
