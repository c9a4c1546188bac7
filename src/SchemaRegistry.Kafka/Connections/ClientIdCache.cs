using System.Text;

namespace SchemaRegistry.Kafka.Connections;

/// <summary>
/// The client id of the last request of a connection: nearly all clients send the same with each, so that it need not
/// become a string again. Used by one thread at a time.
/// </summary>
internal sealed class ClientIdCache
{
    private byte[] _bytes = [];
    private string _text = "";

    public string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.SequenceEqual(_bytes))
            return _text;

        _bytes = utf8.ToArray();
        _text = Encoding.UTF8.GetString(utf8);
        return _text;
    }
}
