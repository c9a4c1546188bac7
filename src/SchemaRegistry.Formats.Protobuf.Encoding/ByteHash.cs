using System.Runtime.InteropServices;

namespace SchemaRegistry.Formats.Protobuf.Encoding;

/// <summary>
/// Hashes bytes that come from outside: with the runtime's hash of strings, whose secret differs in each process, so
/// that nobody can choose keys that collide.
/// </summary>
internal static class ByteHash
{
    private const int OddByteFactor = 0x5BD1E995;

    public static int Of(ReadOnlySpan<byte> bytes)
    {
        var hash = string.GetHashCode(MemoryMarshal.Cast<byte, char>(bytes));
        return (bytes.Length & 1) == 0 ? hash : (hash ^ (bytes[^1] + 1)) * OddByteFactor;
    }
}
