using System.Text;
using Microsoft.Win32.SafeHandles;

namespace SchemaRegistry.Cli.Output;

/// <summary>
/// Standard output that fails when nobody reads it any more. The console's own stream takes what it is given even then,
/// and a group would commit records that were never seen.
/// </summary>
internal static class StandardOutput
{
    private const int Descriptor = 1;

    public static Stream Open()
    {
        if (OperatingSystem.IsWindows())
            return Console.OpenStandardOutput();
        var stream = new FileStream(
            new SafeFileHandle(Descriptor, ownsHandle: false), FileAccess.Write, bufferSize: 0);

        // A file never loses its reader. A FileStream over it would keep a position of its own, and overwrite what
        // standard error writes to the same file.
        return stream.CanSeek ? Console.OpenStandardOutput() : stream;
    }

    /// <summary>In the console's encoding; what is written is not held back.</summary>
    public static StreamWriter OpenText()
    {
        var encoding = Console.OutputEncoding is UTF8Encoding
            ? new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)
            : Console.OutputEncoding;
        return new StreamWriter(Open(), encoding) { AutoFlush = true };
    }
}
