using System.Buffers;

namespace SchemaRegistry.Formats.Tests.Avro.Encoding;

/// <summary>A text that lies in two pieces of memory.</summary>
internal sealed class TextPiece : ReadOnlySequenceSegment<byte>
{
    private TextPiece(ReadOnlyMemory<byte> memory, long start)
    {
        Memory = memory;
        RunningIndex = start;
    }

    public static ReadOnlySequence<byte> Split(byte[] text, int cut)
    {
        var first = new TextPiece(text.AsMemory(0, cut), 0);
        var second = new TextPiece(text.AsMemory(cut), cut);
        first.Next = second;
        return new ReadOnlySequence<byte>(first, 0, second, text.Length - cut);
    }
}
