using System.Text;

namespace SchemaRegistry.Formats.Protobuf.Encoding;

/// <summary>Finds the place of what is known to be wrong.</summary>
internal static class InvalidUtf8
{
    /// <summary>The offset of the first bytes that are not UTF-8, or the size when all are.</summary>
    public static int Find(ReadOnlySpan<byte> bytes)
    {
        var position = 0;
        while (position < bytes.Length
            && Rune.DecodeFromUtf8(bytes[position..], out _, out var size) == System.Buffers.OperationStatus.Done)
            position += size;
        return position;
    }
}
