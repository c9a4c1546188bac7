using System.Buffers.Binary;
using System.IO.Pipelines;
using Microsoft.Extensions.Logging.Abstractions;
using SchemaRegistry.Kafka;
using SchemaRegistry.Kafka.Wire;
using SchemaRegistry.Kafka.Wire.Messages;
using SchemaRegistry.TopicLog.Tests.Messages;
using SchemaRegistry.TopicLog.Topics;

namespace SchemaRegistry.TopicLog.Tests.Handlers;

/// <summary>
/// A connection over pipes without queues of their own, on which the same request is sent again and again by code that
/// allocates nothing, so that all that is allocated is the broker's.
/// </summary>
internal sealed class PollingConsumer : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Pipe _toBroker = NewPipe();
    private readonly Pipe _fromBroker = NewPipe();
    private readonly KafkaBroker _broker;
    private readonly Task _serving;

    public PollingConsumer(TopicStore log)
    {
        _broker = new KafkaBroker(
            log, new KafkaBrokerOptions(), validator: null, TimeProvider.System, NullLoggerFactory.Instance);
        _serving = _broker.ServeAsync(
            new End(_toBroker.Reader, _fromBroker.Writer), new ConnectionFacts("test", null, null), _stop.Token);
    }

    /// <summary>A frame with the request, its length in front.</summary>
    public static byte[] Frame(FetchRequest request, short version)
    {
        var header = new RequestHeader { RequestApiKey = 1, RequestApiVersion = version, ClientId = "consumer" };
        using var frame = new FrameBuffer();
        var writer = new WireWriter(frame);
        header.Write(ref writer, version >= FetchRequest.FirstFlexibleVersion ? (short)2 : (short)1);
        request.Write(ref writer, version);
        return WireBytes.Of(frame.Seal());
    }

    /// <returns>Bytes of the last answer, with its length prefix.</returns>
    public async Task<int> PollAsync(byte[] frame, int count)
    {
        var length = 0;
        for (var poll = 0; poll < count; poll++)
        {
            await _toBroker.Writer.WriteAsync(frame);
            while (true)
            {
                var result = await _fromBroker.Reader.ReadAsync();
                length = LengthOf(result);
                if (result.Buffer.Length == length)
                {
                    _fromBroker.Reader.AdvanceTo(result.Buffer.End);
                    break;
                }

                Assert.False(result.IsCompleted, "The broker has closed the connection.");
                _fromBroker.Reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
            }
        }

        return length;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        await _broker.DisposeAsync();
        _stop.Dispose();
    }

    private static int LengthOf(ReadResult result) =>
        result.Buffer.Length < 4 ? -1 : 4 + BinaryPrimitives.ReadInt32BigEndian(result.Buffer.FirstSpan);

    private static Pipe NewPipe() => new(new PipeOptions(
        readerScheduler: PipeScheduler.Inline, writerScheduler: PipeScheduler.Inline,
        useSynchronizationContext: false));

    private sealed record End(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
