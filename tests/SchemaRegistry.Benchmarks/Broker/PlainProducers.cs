using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using SchemaRegistry.Kafka.Wire;
using SchemaRegistry.Kafka.Wire.Messages;
using SchemaRegistry.TopicLog.Records;

namespace SchemaRegistry.Benchmarks.Broker;

/// <summary>
/// The same as <see cref="SingleRecords"/> over bare sockets with a frame that is made once: what the broker does when
/// the client leaves it the cores.
/// </summary>
internal static class PlainProducers
{
    private const int RecordBytes = 100;
    private const short Version = 7;

    public static async Task<double> PerSecondAsync(string bootstrap, string topic, int producers, int recordsEach)
    {
        var frame = Frame(topic);
        var sockets = new List<Socket>();
        try
        {
            for (var count = 0; count < producers; count++)
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                sockets.Add(socket);
                socket.NoDelay = true;
                await socket.ConnectAsync(IPEndPoint.Parse(bootstrap));
            }

            await Task.WhenAll(sockets.Select(socket => SendAsync(socket, frame, 1)));
            var started = Stopwatch.GetTimestamp();
            await Task.WhenAll(sockets.Select(socket => SendAsync(socket, frame, recordsEach)));
            return producers * recordsEach / Stopwatch.GetElapsedTime(started).TotalSeconds;
        }
        finally
        {
            sockets.ForEach(socket => socket.Dispose());
        }
    }

    private static async Task SendAsync(Socket socket, byte[] frame, int records)
    {
        var answer = new byte[256];
        for (var sent = 0; sent < records; sent++)
        {
            await socket.SendAsync(frame);
            for (var received = 0; received < 4 || received < 4 + BinaryPrimitives.ReadInt32BigEndian(answer);)
            {
                var count = await socket.ReceiveAsync(answer.AsMemory(received));
                received += count > 0 ? count : throw new IOException("The broker has closed the connection.");
            }

            Check(answer);
        }
    }

    /// <summary>Behind length, correlation id and the topic's name and index: the error code.</summary>
    private static void Check(byte[] answer)
    {
        var reader = new WireReader(answer.AsMemory(8));
        var error = ProduceResponse.Read(ref reader, Version).Responses[0].PartitionResponses[0].ErrorCode;
        if (error != 0)
            throw new InvalidOperationException($"A record was refused with error {error}.");
    }

    private static byte[] Frame(string topic)
    {
        var request = new ProduceRequest
        {
            Acks = -1,
            TimeoutMs = 30_000,
            TopicData =
            [
                new TopicProduceData
                {
                    Name = topic,
                    PartitionData =
                    [
                        new PartitionProduceData
                        {
                            Records = RecordBatchBuilder.Build([new LogRecord(null, new byte[RecordBytes], 0)]),
                        },
                    ],
                },
            ],
        };
        using var frame = new FrameBuffer();
        var writer = new WireWriter(frame);
        new RequestHeader { RequestApiVersion = Version, ClientId = "bench" }.Write(ref writer, 1);
        request.Write(ref writer, Version);
        frame.Seal();
        var bytes = new List<byte>();
        for (var part = 0; part < frame.PartCount; part++)
            bytes.AddRange(frame.Part(part).Span);
        return [.. bytes];
    }
}
