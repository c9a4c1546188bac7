using System.Buffers;
using System.Globalization;

namespace SchemaRegistry.Formats.Protobuf.Encoding;

/// <summary>
/// The path to a message type as it stands between a frame's schema id and its data: how many indexes follow and the
/// indexes, each as a zigzag varint; the path [0] is the single byte 00. Worked example: [2, 1, 0] is 06 04 02 00.
/// </summary>
public static class MessageIndexes
{
    private const int MaxVarintBytes = 5;

    /// <summary>
    /// Reads a path into the destination, which has <see cref="ProtobufDataLimits.MaxIndexCount"/> elements; the short
    /// and the long form of [0] are both read, as one 0. Answers null, or what is wrong.
    /// </summary>
    public static ProtobufDataProblem? Read(
        ReadOnlySpan<byte> source, Span<int> indexes, out int count, out int consumed)
    {
        consumed = 0;
        count = 0;
        if (!TryReadNumber(source, ref consumed, out var announced))
            return Fail("the data ends or a number is too long where the count of message indexes should be", 0);
        if (announced is < 0 or > ProtobufDataLimits.MaxIndexCount)
            return Fail(
                $"the data says that {announced.ToString(CultureInfo.InvariantCulture)} message indexes follow; a path "
                    + $"has 1 to {ProtobufDataLimits.MaxIndexCount}. Was it written without message indexes?",
                0);
        if (announced == 0)
            indexes[count++] = 0;
        while (count < announced)
        {
            var start = consumed;
            if (!TryReadNumber(source, ref consumed, out var index))
                return Fail("the data ends or a number is too long inside the message indexes", start);
            if (index < 0)
                return Fail(
                    $"the message index {index.ToString(CultureInfo.InvariantCulture)} is negative. "
                        + "Was the data written without message indexes?",
                    start);
            indexes[count++] = index;
        }

        return null;
    }

    /// <summary>
    /// Writes a path; the empty one is [0]. More than <see cref="ProtobufDataLimits.MaxIndexCount"/> indexes or a
    /// negative one are an ArgumentException.
    /// </summary>
    public static void Write(ReadOnlySpan<int> indexes, IBufferWriter<byte> output)
    {
        if (indexes.Length > ProtobufDataLimits.MaxIndexCount || indexes.ContainsAnyInRange(int.MinValue, -1))
            throw new ArgumentException($"{ToText(indexes)} is no path to a message.", nameof(indexes));
        var span = output.GetSpan((indexes.Length + 1) * Varint.MaxBytes);
        if (indexes.IsEmpty || (indexes.Length == 1 && indexes[0] == 0))
        {
            span[0] = 0;
            output.Advance(1);
            return;
        }

        var size = Varint.Write(span, Varint.ZigZag(indexes.Length));
        foreach (var index in indexes)
            size += Varint.Write(span[size..], Varint.ZigZag(index));
        output.Advance(size);
    }

    internal static string ToText(ReadOnlySpan<int> indexes) => $"[{string.Join(", ", indexes.ToArray())}]";

    private static bool TryReadNumber(ReadOnlySpan<byte> source, ref int position, out int number)
    {
        var bits = 0UL;
        for (var size = 0; size < MaxVarintBytes && position < source.Length; size++)
        {
            var next = source[position++];
            bits |= (ulong)(next & 0x7F) << (7 * size);
            if (next >= 0x80)
                continue;
            number = (int)Varint.UnZigZag(bits);
            return bits <= uint.MaxValue;
        }

        number = 0;
        return false;
    }

    private static ProtobufDataProblem Fail(string message, long offset) => new(message, "$", offset);
}
