using System.Text.RegularExpressions;

namespace SchemaRegistry.Registry.Tests.Http.BadInput;

/// <summary>
/// Requests around the operations of the contract, in correct HTTP: each with a few things wrong in method, path,
/// query, headers or body, or with none.
/// </summary>
internal sealed partial class RequestGenerator(Random random)
{
    private static readonly OpenApiContract Contract = OpenApiContract.Read();

    private static readonly (string Method, string Path)[] Operations = [.. Contract.Operations];

    private static readonly string[] Methods = ["GET", "POST", "PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "MADEUP", "get"];

    private static readonly string[] Types =
    [
        "application/json", "application/vnd.schemaregistry.v1+json", "application/octet-stream", "text/plain", "application/xml",
        "application/json; charset=utf-16", "application/json;;", "", "*/*", "multipart/form-data", "application/x-www-form-urlencoded",
    ];

    private static readonly string[] Accepts =
    [
        "application/json", "*/*", "text/html", "", "application/*;q=0.5", "application/json;q=2", "application/json;q=0", ";", ",,,",
        "application/vnd.schemaregistry.v1+json, text/html",
    ];

    public RawRequest Next()
    {
        var (method, path) = NastyText.Pick(random, Operations);
        if (random.Next(12) == 0)
            method = NastyText.Pick(random, Methods);
        var target = Path(path) + Query(method, path);
        var body = method is "POST" or "PUT" || random.Next(20) == 0 ? BodyGenerator.Next(random) : null;
        return new RawRequest(method, target, [.. Headers(body is not null)], random.Next(40) == 0 ? null : body);
    }

    private string Path(string template)
    {
        var path = Placeholder().Replace(template, _ => NastyText.Segment(random));
        return random.Next(12) switch
        {
            0 => "/contexts/" + NastyText.Segment(random) + path,
            1 => path + "/",
            2 => path + "/" + NastyText.Segment(random),
            3 when random.Next(3) == 0 => path.Replace("/", "//", StringComparison.Ordinal),
            _ => path,
        };
    }

    private string Query(string method, string path)
    {
        var isOperation = Contract.Operations.Contains((method, path));
        string[] names = isOperation ? [.. Contract.QueryParameters(method, path)] : [];
        var pairs = names.Where(_ => random.Next(3) == 0).Select(name => $"{name}={Value(name)}").ToList();
        if (random.Next(8) == 0)
            pairs.Add(NastyText.Value(random));
        return pairs.Count == 0 ? "" : "?" + string.Join('&', pairs);
    }

    /// <summary>A long wait is a legal wish, and would look like a server that hangs.</summary>
    private string Value(string parameter) =>
        parameter == "waitMs" ? NastyText.Pick(random, ["", "0", "1", "x", "-1"]) : NastyText.Value(random);

    private IEnumerable<(string Name, string Value)> Headers(bool hasBody)
    {
        if (hasBody && random.Next(4) != 0)
            yield return ("Content-Type", random.Next(3) == 0 ? NastyText.Pick(random, Types) : Types[0]);
        if (random.Next(5) == 0)
            yield return ("Accept", NastyText.Pick(random, Accepts));
        if (random.Next(10) == 0)
            yield return ("X-Request-ID", NastyText.Pick(random, ["", "a", new string('x', 3_000), "a\tb", "\"", "${jndi}"]));
        if (random.Next(10) == 0)
            yield return ("Authorization", NastyText.Pick(random, ["", "Basic", "Basic %%%", "Bearer x", "Basic Og=="]));
        if (random.Next(10) == 0)
            yield return ("Accept-Encoding", NastyText.Pick(random, ["gzip", "", "gzip;q=x", "*;q=0", "br, gzip"]));
        if (random.Next(10) == 0)
            yield return ("If-None-Match", NastyText.Pick(random, ["*", "\"x\"", "W/\"", "x,,y", ""]));
        if (random.Next(20) == 0)
            yield return ("Expect", "100-continue");
    }

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Placeholder();
}
