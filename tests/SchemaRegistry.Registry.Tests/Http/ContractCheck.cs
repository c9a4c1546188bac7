using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SchemaRegistry.Registry.Tests.Http;

/// <summary>
/// Holds an answer against the contract: its status is documented for the operation, its body valid against the schema,
/// the number of an error named in the description. All traffic of the tests in this folder passes here.
/// </summary>
internal static class ContractCheck
{
    /// <summary>What every operation may answer, with the status as the number of the error.</summary>
    private static readonly int[] Generic = [400, 401, 404, 405, 406, 413, 415, 422, 503, 504];

    private static readonly OpenApiContract Contract = OpenApiContract.Read();

    private static readonly string[] NegotiatedTypes =
        ["application/vnd.schemaregistry.v1+json", "application/vnd.schemaregistry+json", "application/json"];

    /// <summary>Fails the calling test when the answer is not as the contract says.</summary>
    public static void Verify(string method, string target, int status, MediaTypeHeaderValue? type, string body)
    {
        if (method is "HEAD" or "OPTIONS")
            return;
        var difference = Difference(method, target, status, type?.MediaType, body);
        Assert.True(
            difference is null, $"openapi.yaml does not allow this: {method} {target} -> {status} {type} {body}\n{difference}");
    }

    /// <summary>What differs, or null. An operation that is not there must be refused as one.</summary>
    public static string? Difference(string method, string target, int status, string? type, string body)
    {
        if (Contract.Find(method, target) is not { } operation)
        {
            return status is 400 or 404 or 405 or 401 or 406 or 504
                ? GenericDifference(status, body)
                : "there is no such operation";
        }

        if (operation.Answer(status) is not { } answer)
            return Generic.Contains(status) && Code(body) == status
                ? GenericDifference(status, body)
                : $"{operation} does not document {status}, or {Code(body)}";
        if (answer.Content is null)
            return body.Length == 0 ? null : "the answer has no content";
        if (status >= 400 && Code(body) is { } code && code != status && !Names(answer.Description, code))
            return $"{operation} does not name {code} for {status}: {answer.Description}";
        if (status == 404 && Code(body) == 404)
            return GenericDifference(status, body);

        var content = answer.Content.FirstOrDefault(entry => IsSameType(entry.Key.ToString(), type));
        return content.Value is null
            ? $"{operation} does not document {type}"
            : BodyDifference(content.Value["schema"]["$ref"].ToString().Split('/')[^1], type!, body);
    }

    /// <summary>Of the types that are negotiated the contract names one.</summary>
    private static bool IsSameType(string documented, string? type) =>
        documented == type || (NegotiatedTypes.Contains(documented) && NegotiatedTypes.Contains(type));

    private static string? BodyDifference(string schema, string type, string body)
    {
        var isText = schema == "SchemaText" || !type.EndsWith("json", StringComparison.Ordinal);
        return isText ? null : Contract.Schemas.Difference(schema, body);
    }

    private static string? GenericDifference(int status, string body) =>
        Contract.Schemas.Difference("Error", body)
        ?? (Code(body) == status ? null : $"the error_code is not {status}");

    private static bool Names(string description, int code) =>
        description.Contains(code.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private static int? Code(string body)
    {
        try
        {
            return JsonNode.Parse(body) is JsonObject json ? (int?)json["error_code"] : null;
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }
}
