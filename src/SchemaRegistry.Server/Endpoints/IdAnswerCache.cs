using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using SchemaRegistry.Registry;
using SchemaRegistry.Server.Contracts;
using SchemaRegistry.Server.Routing;

namespace SchemaRegistry.Server.Endpoints;

/// <summary>
/// Answers <c>GET /schemas/ids/{id}</c>, which serializers ask most, before any routing: ready bytes, kept as long as
/// what they tell of did not change. Requests with a query, or with an Accept that needs weighing, and those whose
/// answer is compressed, take the ordinary way and get the same answer. Safe for any thread; bounded in bytes.
/// </summary>
internal sealed class IdAnswerCache(RegistryReader reader, bool compresses)
{
    private const string Prefix = "/schemas/ids/";

    private readonly ConcurrentDictionary<int, Answer> _answers = [];
    private long _bytes;

    /// <summary>The answer, or null when the request takes the ordinary way.</summary>
    public Answer? Find(HttpRequest request)
    {
        if (request.QueryString.HasValue || !HttpMethods.IsGet(request.Method)
            || !TryGetId(request.Path.Value, out var id))
            return null;
        var accept = request.Headers.Accept;
        if (accept.Count > 1 || (accept.Count == 1 && !ContentNegotiation.TakesPreferred(accept[0])))
            return null;

        // Read before the answer is made: a change in between only makes the entry stale earlier than needed.
        var sequence = reader.Sequence;
        var answer = _answers.TryGetValue(id, out var cached) && cached.Sequence == sequence
            ? cached
            : Renew(id, sequence, cached);
        var isCompressed = compresses
            && answer?.Body.Length >= ServerLimits.MinCompressedBytes && AnswerCompression.TakesGzip(request);
        return isCompressed ? null : answer;
    }

    /// <summary>Something in the registry changed, most often something else: then the bytes are still right.</summary>
    private Answer? Renew(int id, long sequence, Answer? cached)
    {
        if (reader.FindId(id, null) is not { } found)
            return null;
        if (cached is null || !cached.IsOf(found))
            return Make(found, sequence);
        cached.Sequence = sequence;
        return cached;
    }

    private Answer Make(IdAnswer found, long sequence)
    {
        var text = reader.Text(found.Content);
        var body = ApiAnswer.ToBytes(
            json => EntityJson.WriteById(json, found, text, found.Content.References, maxId: null));
        var made = new Answer(found, body) { Sequence = sequence };
        if (body.Length <= ServerLimits.MaxCachedAnswerBytes)
        {
            if (Interlocked.Add(ref _bytes, body.Length) > ServerLimits.MaxCachedBytes)
            {
                _answers.Clear();
                Interlocked.Exchange(ref _bytes, body.Length);
            }

            _answers[found.Id] = made;
        }

        return made;
    }

    private static bool TryGetId(string? path, out int id)
    {
        id = 0;
        return path is not null
            && path.StartsWith(Prefix, StringComparison.Ordinal)
            && int.TryParse(path.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out id);
    }

    /// <summary>Ready bytes with their entity tag.</summary>
    public sealed class Answer(IdAnswer source, ReadOnlyMemory<byte> body)
    {
        private long _sequence;

        /// <summary>The last change after which the bytes are known to be right.</summary>
        public long Sequence
        {
            get => Interlocked.Read(ref _sequence);
            set => Interlocked.Exchange(ref _sequence, value);
        }

        public ReadOnlyMemory<byte> Body => body;

        public string Tag { get; } = EntityTags.Create(body.Span, ContentNegotiation.Preferred);

        /// <summary>Contents and versions are immutable: the same objects make the same bytes.</summary>
        public bool IsOf(IdAnswer other) =>
            ReferenceEquals(source.Content, other.Content)
            && ReferenceEquals(source.Version, other.Version)
            && source.Holder == other.Holder;
    }
}
