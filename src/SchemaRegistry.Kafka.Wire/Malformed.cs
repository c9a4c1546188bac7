using System.Diagnostics.CodeAnalysis;

namespace SchemaRegistry.Kafka.Wire;

/// <summary>The throwers of the reader, kept out of its methods so that those stay short enough to inline.</summary>
internal static class Malformed
{
    [DoesNotReturn]
    public static void Truncated(int wanted, int position, int left) =>
        throw new WireFormatException($"{wanted} bytes are wanted at byte {position} of the frame, {left} are left.");

    [DoesNotReturn]
    public static void Length(long length, int position, int left) =>
        throw new WireFormatException(
            $"Length {length} at byte {position} of the frame is more than the {left} bytes left, or than a string has.");

    [DoesNotReturn]
    public static void Count(long count, int position, int left) =>
        throw new WireFormatException(
            $"Count {count} at byte {position} of the frame needs more than the {left} bytes left.");

    [DoesNotReturn]
    public static void TooManyElements(int position) =>
        throw new WireFormatException(
            $"The frame holds more than {WireLimits.MaxElementsPerRequest} array elements (at byte {position}).");

    [DoesNotReturn]
    public static void UnexpectedNull(int position) =>
        throw new WireFormatException($"Null at byte {position} of the frame where this version has no null.");

    /// <remarks>
    /// Replacement characters would be longer than what they replace, so that a name could not be sent back.
    /// </remarks>
    [DoesNotReturn]
    public static void Text(int position) =>
        throw new WireFormatException($"The string at byte {position} of the frame is not UTF-8.");

    [DoesNotReturn]
    public static void Varint(int position) =>
        throw new WireFormatException($"The varint at byte {position} of the frame is longer than 32 bits.");

    [DoesNotReturn]
    public static void Tag(int number, int position) =>
        throw new WireFormatException(
            $"Tag {number} at byte {position} of the frame does not end where its size says.");
}
