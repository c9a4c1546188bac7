using System.Buffers.Binary;
using System.Text;

namespace SchemaRegistry.TopicLog.Tests.Clients;

/// <summary>
/// Reads the headers of the requests that one connection sends, from its bytes as they come, whatever is in the frames.
/// </summary>
internal sealed class RequestScanner(RequestWatch watch)
{
    // Size, key, version, correlation id and the length of the client id, which all versions of the header begin with.
    private const int KeyAt = 4;
    private const int VersionAt = 6;
    private const int ClientIdLengthAt = 12;
    private const int ClientIdAt = 14;

    private readonly List<byte> _head = [];
    private long _bytesToSkip;

    public void Feed(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (_bytesToSkip > 0)
            {
                var skipped = (int)Math.Min(_bytesToSkip, bytes.Length);
                _bytesToSkip -= skipped;
                bytes = bytes[skipped..];
                continue;
            }

            _head.Add(bytes[0]);
            bytes = bytes[1..];
            if (_head.Count >= ClientIdAt && _head.Count == ClientIdAt + Math.Max(0, (int)Int16At(ClientIdLengthAt)))
                EndHead();
        }
    }

    private void EndHead()
    {
        var head = _head.ToArray();
        watch.Add(Encoding.UTF8.GetString(head.AsSpan(ClientIdAt)), Int16At(KeyAt), Int16At(VersionAt));
        _bytesToSkip = KeyAt + BinaryPrimitives.ReadInt32BigEndian(head) - head.Length;
        _head.Clear();
    }

    private short Int16At(int index) => (short)((_head[index] << 8) | _head[index + 1]);
}
