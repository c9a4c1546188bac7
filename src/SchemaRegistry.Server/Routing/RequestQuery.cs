using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace SchemaRegistry.Server.Routing;

/// <summary>
/// The query of a request, decoded, with the values that a path prefix or an alias puts in place of what was sent.
/// Belongs to one request.
/// </summary>
internal sealed class RequestQuery(IQueryCollection sent)
{
    private Dictionary<string, StringValues>? _replaced;

    /// <summary>The first value, or an empty text.</summary>
    public string First(string name) => All(name) is [{ } first, ..] ? first : "";

    public StringValues All(string name) =>
        _replaced is not null && _replaced.TryGetValue(name, out var values) ? values : sent[name];

    public bool Has(string name) => _replaced?.ContainsKey(name) == true || sent.ContainsKey(name);

    public void Replace(string name, StringValues values) =>
        (_replaced ??= new Dictionary<string, StringValues>(StringComparer.OrdinalIgnoreCase))[name] = values;
}
