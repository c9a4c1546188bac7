using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using SchemaRegistry.Registry;
using SchemaRegistry.Registry.Naming;
using SchemaRegistry.Registry.Registration;
using SchemaRegistry.Server.Contracts;
using SchemaRegistry.Server.Errors;

namespace SchemaRegistry.Server.Routing;

/// <summary>A request with the values of its path; everything that is read from it is checked as it is read.</summary>
internal sealed class ApiRequest(
    HttpContext context, RequestQuery query, IReadOnlyDictionary<string, string> values, CancellationToken aborted)
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = ServerLimits.MaxBodyDepth };

    /// <summary>Ends when the client goes away, or when the request took too long.</summary>
    public CancellationToken Aborted => aborted;

    public QualifiedSubject Subject => QualifiedSubject.Parse(values["subject"]);

    public VersionSelector Version => VersionSelector.Parse(values["version"]);

    public DeletedVersions Deleted => Flag("deleted") ? DeletedVersions.Included : DeletedVersions.Excluded;

    public string Value(string name) => values[name];

    /// <summary>A number in the path; anything else is a path that is not there.</summary>
    public int Number(string name) => ToInt(values[name]);

    /// <summary>The first value of that name, or an empty text.</summary>
    public string Query(string name) => query.First(name);

    /// <summary>All values of a parameter that may be repeated, in order.</summary>
    public IReadOnlyList<string> Queries(string name) => [.. query.All(name).Select(value => value ?? "")];

    public bool HasQuery(string name) => query.Has(name);

    /// <summary>A header's only value, or null.</summary>
    public string? Header(string name) => context.Request.Headers[name] is [{ } only] ? only : null;

    /// <summary>Whether the client asks for server-sent events rather than for one body.</summary>
    public bool PrefersEvents => ContentNegotiation.PrefersEvents(context.Request);

    /// <summary>True in any case; anything else, also nothing, is false.</summary>
    public bool Flag(string name) => Query(name).Equals("true", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// The part of a list that <c>offset</c> and <c>limit</c> name. A negative offset is an error, where Confluent's
    /// server fails with 500.
    /// </summary>
    public IEnumerable<T> Page<T>(IEnumerable<T> items, PageLimits limits)
    {
        var offset = HasQuery("offset") ? ToInt(Query("offset")) : 0;
        if (offset < 0)
            throw new BadRequestException(422, $"The offset {offset} is negative; offsets count from 0");
        return items.Skip(offset).Take(Limit(limits));
    }

    /// <summary>How many entries a list has at most.</summary>
    public int Limit(PageLimits limits) => limits.Choose(HasQuery("limit") ? ToInt(Query("limit")) : null);

    /// <summary>A number of the query that is not negative; 0 when it is not there.</summary>
    public long Count(string name)
    {
        if (!HasQuery(name))
            return 0;
        var text = Query(name);
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            throw BadRequestException.NotFound();
        return number >= 0
            ? number
            : throw new BadRequestException(422, $"The value {number} of {name} is negative; it counts from 0");
    }

    /// <summary>The body, which must be a JSON object.</summary>
    public async Task<ApiBody> ReadBodyAsync()
    {
        try
        {
            // Not disposed: elements of it live as long as the request, and the collector takes its buffer.
            var document = await JsonDocument.ParseAsync(context.Request.Body, Options, Aborted);
            return document.RootElement.ValueKind switch
            {
                JsonValueKind.Object => new ApiBody(document.RootElement),
                JsonValueKind.Null => throw NoBody(),
                var other => throw new BadRequestException(400, $"Cannot deserialize the body: an object is expected, found {other}"),
            };
        }
        catch (JsonException) when (context.Request.ContentLength is 0
            || (context.Request.ContentLength is null && !HasContent))
        {
            throw NoBody();
        }
        catch (JsonException e)
        {
            throw new BadRequestException(400, Describe(e));
        }
    }

    /// <summary>A body of unknown length has content when the request is sent in chunks.</summary>
    private bool HasContent => context.Request.Headers.TransferEncoding.Count > 0;

    private static BadRequestException NoBody() => new(422, "The body must not be null (was null)");

    private static string Describe(JsonException e)
    {
        var end = e.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return $"Malformed JSON: {(end < 0 ? e.Message : e.Message[..end])}";
    }

    private static int ToInt(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw BadRequestException.NotFound();
}
