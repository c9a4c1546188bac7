using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace SchemaRegistry.Benchmarks.Registrations;

/// <summary>Registers new schemas of new subjects over HTTP, so many at a time.</summary>
internal static class HttpRegistrations
{
    private static int _next;

    /// <summary>Acknowledged registrations per second.</summary>
    public static async Task<double> RateAsync(Uri registry, int callers, int registrations, CancellationToken ct)
    {
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = callers };
        using var http = new HttpClient(handler) { BaseAddress = registry };
        var left = registrations;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => RegisterAsync()));
        return registrations / Stopwatch.GetElapsedTime(started).TotalSeconds;

        async Task RegisterAsync()
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                var name = $"Http{Interlocked.Increment(ref _next)}";
                var schema = JsonEncodedText.Encode(SampleSchema.Create(name));
                using var content = new ByteArrayContent(Encoding.UTF8.GetBytes($"{{\"schema\":\"{schema}\"}}"));
                content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
                using var answer = await http.PostAsync($"subjects/{name}-value/versions", content, ct);
                answer.EnsureSuccessStatusCode();
            }
        }
    }
}
