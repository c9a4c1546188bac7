using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace SchemaRegistry.Benchmarks.Http;

/// <summary>
/// Keeps a number of connections busy with one request each, over plain sockets, and prints how many answers came in a
/// second and how long they took. Every answer has the length of the first one, so that the load costs next to nothing
/// beside the server.
/// </summary>
internal static class HttpLoad
{
    public const string Verb = "http-load";

    /// <summary>The rate of GETs.</summary>
    public static async Task<double> MeasureAsync(Uri target, int connections, TimeSpan time, CancellationToken ct) =>
        (await MeasureAsync(target, body: null, connections, time, ct)).PerSecond;

    /// <summary>GETs, or POSTs of a JSON body of ASCII characters.</summary>
    public static async Task<LoadResult> MeasureAsync(
        Uri target, string? body, int connections, TimeSpan time, CancellationToken ct)
    {
        await using var child = ChildProcess.StartSelf(
            Verb, target.ToString(), connections.ToString(CultureInfo.InvariantCulture), time.ToString(), body ?? "");
        return LoadResult.Parse(await child.ReadLineAsync(ct));
    }

    public static async Task RunAsync(string[] args)
    {
        var target = new Uri(args[0]);
        var connections = int.Parse(args[1], CultureInfo.InvariantCulture);
        var time = TimeSpan.Parse(args[2], CultureInfo.InvariantCulture);
        var request = Encoding.ASCII.GetBytes(Compose(target, args[3]));

        var started = Stopwatch.GetTimestamp();
        var waits = await Task.WhenAll(
            Enumerable.Range(0, connections).Select(_ => KeepBusyAsync(target, request, started, time)));
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var all = waits.SelectMany(wait => wait).Order().ToList();
        Console.WriteLine(new LoadResult(all.Count / seconds, all[all.Count * 99 / 100]));
    }

    private static string Compose(Uri target, string body) => body.Length == 0
        ? $"GET {target.PathAndQuery} HTTP/1.1\r\nHost: {target.Authority}\r\n\r\n"
        : $"POST {target.PathAndQuery} HTTP/1.1\r\nHost: {target.Authority}\r\nContent-Type: application/json\r\n"
            + $"Content-Length: {body.Length}\r\n\r\n{body}";

    /// <summary>The milliseconds that each answer took.</summary>
    private static async Task<List<double>> KeepBusyAsync(Uri target, byte[] request, long started, TimeSpan time)
    {
        using var connection = await PlainConnection.OpenAsync(target, CancellationToken.None);
        var length = await connection.AskAsync(request, CancellationToken.None);
        var waits = new List<double>();
        while (Stopwatch.GetElapsedTime(started) < time)
        {
            var asked = Stopwatch.GetTimestamp();
            await connection.AskAsync(request, length, CancellationToken.None);
            waits.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
        }

        return waits;
    }
}
