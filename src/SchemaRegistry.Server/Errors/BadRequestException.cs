using System.Text.Json;

namespace SchemaRegistry.Server.Errors;

/// <summary>A request that is no request: answered with its status as the error code.</summary>
internal sealed class BadRequestException(int status, string message) : Exception(message)
{
    public int Status { get; } = status;

    public static BadRequestException WrongType(string member, string expected, JsonValueKind found) =>
        new(400, $"Cannot deserialize `{member}`: {expected} is expected, found {found}");

    public static BadRequestException NotFound() => new(404, "HTTP 404 Not Found");
}
