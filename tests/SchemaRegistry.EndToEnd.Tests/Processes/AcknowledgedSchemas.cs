using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace SchemaRegistry.EndToEnd.Tests.Processes;

/// <summary>
/// Registers schemas of which no two are alike, and remembers every id that the registry acknowledged.
/// </summary>
internal sealed class AcknowledgedSchemas
{
    private readonly ConcurrentDictionary<int, string> _nameById = [];
    private readonly ConcurrentBag<string> _conflicts = [];
    private int _next;

    public int Count => _nameById.Count;

    /// <summary>Ids that were given to two schemas.</summary>
    public IReadOnlyCollection<string> Conflicts => _conflicts;

    /// <summary>Registers one after the other until the server is gone or <paramref name="ct"/> ends.</summary>
    public async Task RegisterUntilGoneAsync(Uri registry, Action acknowledged, CancellationToken ct)
    {
        using var http = new HttpClient { BaseAddress = registry };
        while (!ct.IsCancellationRequested)
        {
            var name = $"Event{Interlocked.Increment(ref _next)}";
            try
            {
                var answer = await http.PostAsJsonAsync(
                    $"subjects/{name}-value/versions", new { schema = SchemaOf(name) }, ct);
                answer.EnsureSuccessStatusCode();
                var body = await answer.Content.ReadFromJsonAsync<JsonObject>(ct);
                Remember((int)body!["id"]!, name);
                acknowledged();
            }
            catch (Exception e) when (
                e is HttpRequestException { StatusCode: null } or IOException or OperationCanceledException)
            {
                return;
            }
        }
    }

    /// <summary>What the registry answers differently from what it acknowledged; empty when nothing was lost.</summary>
    public async Task<IReadOnlyList<string>> FindLostAsync(Uri registry, CancellationToken ct)
    {
        using var http = new HttpClient { BaseAddress = registry };
        var lost = new List<string>();
        foreach (var (id, name) in _nameById)
        {
            var answer = await http.GetAsync($"schemas/ids/{id}", ct);
            var text = answer.IsSuccessStatusCode
                ? (string?)(await answer.Content.ReadFromJsonAsync<JsonObject>(ct))!["schema"]
                : $"HTTP {(int)answer.StatusCode}";
            if (text != SchemaOf(name))
                lost.Add($"id {id} of {name}: {text}");
        }

        return lost;
    }

    private void Remember(int id, string name)
    {
        var first = _nameById.GetOrAdd(id, name);
        if (first != name)
            _conflicts.Add($"id {id} was given to {first} and to {name}");
    }

    /// <summary>Already in canonical form, so that the answer can be compared as text.</summary>
    private static string SchemaOf(string name) =>
        $$"""{"type":"record","name":"{{name}}","fields":[{"name":"at","type":"long"}]}""";
}
