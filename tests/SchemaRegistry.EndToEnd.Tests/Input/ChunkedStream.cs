namespace SchemaRegistry.EndToEnd.Tests.Input;

/// <summary>Gives at most so many bytes at a read, as a pipe may.</summary>
internal sealed class ChunkedStream(byte[] bytes, int chunkSize) : MemoryStream(bytes)
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        base.ReadAsync(buffer[..Math.Min(chunkSize, buffer.Length)], cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        base.ReadAsync(buffer, offset, Math.Min(chunkSize, count), cancellationToken);

    public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(chunkSize, buffer.Length)]);

    public override int Read(byte[] buffer, int offset, int count) =>
        base.Read(buffer, offset, Math.Min(chunkSize, count));
}
