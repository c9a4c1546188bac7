using System.Buffers;
using SchemaRegistry.Formats.Protobuf.Encoding;

namespace SchemaRegistry.Serializers.Protobuf.Messages;

/// <summary>
/// The path from a file to a message type as it is written behind the schema's id; see <see cref="MessageIndexes"/>.
/// </summary>
internal static class MessagePath
{
    public static byte[] Encode(IReadOnlyList<int> indexes)
    {
        var output = new ArrayBufferWriter<byte>();
        MessageIndexes.Write([.. indexes], output);
        return output.WrittenSpan.ToArray();
    }
}
