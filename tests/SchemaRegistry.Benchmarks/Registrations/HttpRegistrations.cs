using System.Diagnostics;
using System.Text;
using System.Text.Json;
using SchemaRegistry.Benchmarks.Http;

namespace SchemaRegistry.Benchmarks.Registrations;

/// <summary>Registers new schemas of new subjects over HTTP, so many at a time.</summary>
internal static class HttpRegistrations
{
    private static int _next;

    /// <summary>Acknowledged registrations per second.</summary>
    public static async Task<double> RateAsync(Uri registry, int callers, int registrations, CancellationToken ct)
    {
        var left = registrations;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => RegisterAsync()));
        return registrations / Stopwatch.GetElapsedTime(started).TotalSeconds;

        async Task RegisterAsync()
        {
            using var connection = await PlainConnection.OpenAsync(registry, ct);
            while (Interlocked.Decrement(ref left) >= 0)
                await connection.AskAsync(Request(registry), ct);
        }
    }

    private static byte[] Request(Uri registry)
    {
        var name = $"Http{Interlocked.Increment(ref _next)}";
        var body = $"{{\"schema\":\"{JsonEncodedText.Encode(SampleSchema.Create(name))}\"}}";
        return Encoding.ASCII.GetBytes(
            $"POST /subjects/{name}-value/versions HTTP/1.1\r\nHost: {registry.Authority}\r\n"
            + $"Content-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}");
    }
}
