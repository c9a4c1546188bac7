using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;

namespace SchemaRegistry.TopicLog.Tests.Connections;

/// <summary>Two pipes that stand for a socket: the broker's end, and the client's for the test.</summary>
internal sealed class PipePair
{
    private readonly Pipe _toBroker;
    private readonly Pipe _toClient;

    /// <param name="segmentBytes">Smallest segment of what the client sends.</param>
    /// <param name="output">Where answers go instead of <see cref="FromBroker"/>.</param>
    public PipePair(int segmentBytes = 4096, PipeWriter? output = null)
    {
        _toBroker = new Pipe(new PipeOptions(minimumSegmentSize: segmentBytes));
        _toClient = new Pipe();
        Broker = new End(_toBroker.Reader, output ?? _toClient.Writer);
    }

    public IDuplexPipe Broker { get; }

    public PipeWriter ToBroker => _toBroker.Writer;

    public PipeReader FromBroker => _toClient.Reader;

    public async Task SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        await _toBroker.Writer.WriteAsync(bytes, cancellationToken);

    public Task SendHexAsync(string hex, CancellationToken cancellationToken) =>
        SendAsync(Convert.FromHexString(hex), cancellationToken);

    /// <summary>The next frame with its length prefix; null when the broker has closed.</summary>
    public async Task<byte[]?> ReceiveAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await ReadAsync(cancellationToken) is not { } result)
                return null;
            var bytes = result.Buffer.ToArray();
            if (bytes.Length >= 4 && bytes.Length >= 4 + BinaryPrimitives.ReadInt32BigEndian(bytes))
            {
                var length = 4 + BinaryPrimitives.ReadInt32BigEndian(bytes);
                FromBroker.AdvanceTo(result.Buffer.GetPosition(length));
                return bytes[..length];
            }

            FromBroker.AdvanceTo(result.Buffer.Start, result.Buffer.End);
            if (result.IsCompleted)
                return null;
        }
    }

    private async Task<ReadResult?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await FromBroker.ReadAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // What a pipe passes on of a broker that has aborted the connection; over a socket it is a reset.
            return null;
        }
    }

    private sealed record End(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
