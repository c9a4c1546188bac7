using System.Buffers;

namespace SchemaRegistry.Serializers.Avro.Codecs;

/// <summary>
/// The buffer as the stream that Apache.Avro wants: writes append, reads go through what is there. One thread at a
/// time.
/// </summary>
internal sealed class BufferStream(ArrayBufferWriter<byte> buffer) : Stream
{
    private int _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => buffer.WrittenCount;

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public void Rewind() => _position = 0;

    public override int Read(Span<byte> destination)
    {
        var rest = buffer.WrittenSpan[_position..];
        var count = Math.Min(rest.Length, destination.Length);
        rest[..count].CopyTo(destination);
        _position += count;
        return count;
    }

    public override int Read(byte[] destination, int offset, int count) => Read(destination.AsSpan(offset, count));

    public override int ReadByte() => _position < buffer.WrittenCount ? buffer.WrittenSpan[_position++] : -1;

    public override void Write(ReadOnlySpan<byte> source) => buffer.Write(source);

    public override void Write(byte[] source, int offset, int count) => buffer.Write(source.AsSpan(offset, count));

    public override void WriteByte(byte value)
    {
        buffer.GetSpan(1)[0] = value;
        buffer.Advance(1);
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
