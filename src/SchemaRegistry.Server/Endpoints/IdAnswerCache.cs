using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using SchemaRegistry.Registry;
using SchemaRegistry.Server.Contracts;
using SchemaRegistry.Server.Routing;

namespace SchemaRegistry.Server.Endpoints;

/// <summary>
/// Answers <c>GET /schemas/ids/{id}</c>, which serializers ask most, before any routing: ready bytes, kept as long as
/// nothing in the registry changed. Requests with a query, or with an Accept that needs weighing, take the ordinary way
/// and get the same answer. Safe for any thread; bounded in bytes.
/// </summary>
internal sealed class IdAnswerCache(RegistryReader reader)
{
    private const string Prefix = "/schemas/ids/";

    private readonly ConcurrentDictionary<int, CachedAnswer> _answers = [];
    private long _bytes;

    /// <summary>The bytes of the answer, or null when the request takes the ordinary way.</summary>
    public ReadOnlyMemory<byte>? Find(HttpRequest request)
    {
        if (request.QueryString.HasValue || !HttpMethods.IsGet(request.Method)
            || !TryGetId(request.Path.Value, out var id))
            return null;
        var accept = request.Headers.Accept;
        if (accept.Count > 1 || (accept.Count == 1 && !ContentNegotiation.TakesPreferred(accept[0])))
            return null;

        // Read before the answer is made: a change in between only makes the entry stale earlier than needed.
        var sequence = reader.Sequence;
        return _answers.TryGetValue(id, out var cached) && cached.Sequence == sequence
            ? cached.Body
            : Make(id, sequence);
    }

    private ReadOnlyMemory<byte>? Make(int id, long sequence)
    {
        if (reader.FindId(id, null) is not { } answer)
            return null;
        var text = reader.Text(answer.Content);
        var body = ApiAnswer.ToBytes(
            json => EntityJson.WriteById(json, answer, text, answer.Content.References, maxId: null));
        if (body.Length <= ServerLimits.MaxCachedAnswerBytes)
        {
            if (Interlocked.Add(ref _bytes, body.Length) > ServerLimits.MaxCachedBytes)
            {
                _answers.Clear();
                Interlocked.Exchange(ref _bytes, body.Length);
            }

            _answers[id] = new CachedAnswer(sequence, body);
        }

        return body;
    }

    private static bool TryGetId(string? path, out int id)
    {
        id = 0;
        return path is not null
            && path.StartsWith(Prefix, StringComparison.Ordinal)
            && int.TryParse(path.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out id);
    }

    private sealed record CachedAnswer(long Sequence, ReadOnlyMemory<byte> Body);
}
