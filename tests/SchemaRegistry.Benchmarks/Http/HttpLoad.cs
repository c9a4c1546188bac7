using System.Diagnostics;
using System.Globalization;
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
        using var connection = await PlainConnection.OpenAsync(target, CancellationToken.None);
        var length = await connection.AskAsync(request, CancellationToken.None);
        var answers = 0L;
        while (Stopwatch.GetElapsedTime(started) < time)
        {
            await connection.AskAsync(request, length, CancellationToken.None);
            answers++;
        }

        return answers;
    }
}
