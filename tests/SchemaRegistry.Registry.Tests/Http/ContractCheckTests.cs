namespace SchemaRegistry.Registry.Tests.Http;

/// <summary>The check of answers against the contract finds what it is there to find.</summary>
public sealed class ContractCheckTests
{
    private const string Json = "application/vnd.schemaregistry.v1+json";

    [Theory]
    [InlineData("GET", "/subjects", 200, Json, """["a"]""")]
    [InlineData("GET", "/subjects", 200, "application/json", "[]")]
    [InlineData("GET", "/subjects/", 200, Json, "[]")]
    [InlineData("GET", "/contexts/.c/subjects/s/versions", 200, Json, "[1]")]
    [InlineData("GET", "/nowhere", 404, Json, """{"error_code":404,"message":"HTTP 404 Not Found"}""")]
    [InlineData("PATCH", "/subjects", 405, Json, """{"error_code":405,"message":"HTTP 405 Method Not Allowed"}""")]
    [InlineData("GET", "/schemas/ids/1", 404, Json, """{"error_code":40403,"message":"Schema 1 not found"}""")]
    [InlineData("PUT", "/mode", 200, Json, """{"mode":"READONLY"}""")]
    [InlineData("DELETE", "/contexts/.c", 204, null, "")]
    public void What_the_contract_says_is_right(string method, string target, int status, string? type, string body)
    {
        Assert.Null(ContractCheck.Difference(method, target, status, type, body));
    }

    [Theory]
    [InlineData("GET", "/subjects", 200, Json, """[1]""")]
    [InlineData("GET", "/subjects", 200, Json, "{}")]
    [InlineData("GET", "/subjects", 200, "text/html", "[]")]
    [InlineData("GET", "/subjects", 299, Json, "[]")]
    [InlineData("GET", "/nowhere", 200, Json, "[]")]
    [InlineData("GET", "/nowhere", 404, Json, "nothing")]
    [InlineData("GET", "/nowhere", 404, Json, """{"error_code":405,"message":"m"}""")]
    [InlineData("GET", "/schemas/ids/1", 404, Json, """{"error_code":40499,"message":"m"}""")]
    [InlineData("GET", "/schemas/ids/1", 404, Json, """{"error_code":40403}""")]
    [InlineData("GET", "/schemas/ids/1", 404, Json, """{"error_code":40403,"message":"m","more":1}""")]
    [InlineData("GET", "/schemas/ids/1/versions", 200, Json, """[{"subject":"s"}]""")]
    [InlineData("GET", "/schemas/ids/1/versions", 200, Json, """[{"subject":"s","version":1,"more":2}]""")]
    [InlineData("PUT", "/mode", 200, Json, """{"mode":1}""")]
    [InlineData("PUT", "/config", 200, Json, """{"defaultMetadata":{"properties":{"a":1}}}""")]
    [InlineData("PUT", "/config", 200, Json, """{"compatibilityLevel":"NONE"}""")]
    [InlineData("DELETE", "/contexts/.c", 204, null, "{}")]
    public void What_the_contract_does_not_say_is_found(
        string method, string target, int status, string? type, string body)
    {
        Assert.NotNull(ContractCheck.Difference(method, target, status, type, body));
    }
}
