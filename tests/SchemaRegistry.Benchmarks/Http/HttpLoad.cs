using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace SchemaRegistry.Benchmarks.Http;

/// <summary>
/// Keeps a number of connections busy with one request each, over plain sockets, and prints how many answers came in a
/// second. Every answer has the length of the first one, so that the load costs next to nothing beside the server.
/// </summary>
internal static class HttpLoad
{
    public const string Verb = "http-load";

    public static async Task<double> MeasureAsync(Uri target, int connections, TimeSpan time, CancellationToken ct)
    {
        await using var child = ChildProcess.StartSelf(
            Verb, target.ToString(), connections.ToString(CultureInfo.InvariantCulture), time.ToString());
        return double.Parse(await child.ReadLineAsync(ct), CultureInfo.InvariantCulture);
    }

    public static async Task RunAsync(string[] args)
    {
        var target = new Uri(args[0]);
        var connections = int.Parse(args[1], CultureInfo.InvariantCulture);
        var time = TimeSpan.Parse(args[2], CultureInfo.InvariantCulture);
        var request = Encoding.ASCII.GetBytes($"GET {target.PathAndQuery} HTTP/1.1\r\nHost: {target.Authority}\r\n\r\n");

        var started = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(
            Enumerable.Range(0, connections).Select(_ => KeepBusyAsync(target, request, started, time)));
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        Console.WriteLine((counts.Sum() / seconds).ToString(CultureInfo.InvariantCulture));
    }

    private static async Task<long> KeepBusyAsync(Uri target, byte[] request, long started, TimeSpan time)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(target.Host, target.Port);
        var buffer = new byte[64 * 1024];
        await socket.SendAsync(request);
        var length = await ReadFirstAsync(socket, buffer);
        var answers = 0L;
        while (Stopwatch.GetElapsedTime(started) < time)
        {
            await socket.SendAsync(request);
            for (var received = 0; received < length;)
            {
                var count = await socket.ReceiveAsync(buffer);
                received += count > 0 ? count : throw new IOException("The server closed a connection under load.");
            }

            answers++;
        }

        return answers;
    }

    /// <summary>Reads one answer and returns its whole length; it must be a success.</summary>
    private static async Task<int> ReadFirstAsync(Socket socket, byte[] buffer)
    {
        var received = 0;
        while (true)
        {
            received += await socket.ReceiveAsync(buffer.AsMemory(received));
            var text = Encoding.ASCII.GetString(buffer, 0, received);
            var headEnd = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (headEnd < 0)
                continue;
            if (!text.StartsWith("HTTP/1.1 200", StringComparison.Ordinal))
                throw new InvalidOperationException(text);
            const string Name = "content-length:";
            var at = text.IndexOf(Name, StringComparison.OrdinalIgnoreCase) + Name.Length;
            var length = headEnd + 4 + int.Parse(text[at..text.IndexOf('\r', at)], CultureInfo.InvariantCulture);
            if (received == length)
                return length;
        }
    }
}
