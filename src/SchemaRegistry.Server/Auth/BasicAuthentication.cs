using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using SchemaRegistry.Server.Errors;
using SchemaRegistry.Server.Routing;

namespace SchemaRegistry.Server.Auth;

/// <summary>
/// HTTP basic authentication (RFC 7617) from a file of users: <c>user: password</c> a line, what follows a comma are
/// roles, which are not looked at; <c>#</c> begins a comment. Everything needs a user but health checks, and what
/// browsers ask before a call.
/// </summary>
internal sealed class BasicAuthentication
{
    private const string Scheme = "Basic ";

    private readonly Dictionary<string, byte[]> _passwords;

    private BasicAuthentication(Dictionary<string, byte[]> passwords)
    {
        _passwords = passwords;
    }

    /// <exception cref="IOException">The file can not be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    /// <exception cref="InvalidDataException">A line of it is none of a user.</exception>
    public static BasicAuthentication Read(string file) => new(Parse(File.ReadAllLines(file)));

    public Task HandleAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path.StartsWithSegments("/health") || IsKnown(context.Request.Headers.Authorization))
            return next(context);
        ApiRouter.EchoRequestId(context);
        var response = context.Response;
        response.StatusCode = StatusCodes.Status401Unauthorized;
        response.Headers.WWWAuthenticate = "Basic realm=\"schema-registry\"";
        if (context.Request.Method is not ("GET" or "POST" or "PUT"))
            return Task.CompletedTask;
        var body = ApiAnswer.Error(new ApiError(401, 401, "Unauthorized")).Body;
        response.ContentType = ContentNegotiation.Choose(context.Request) ?? ContentNegotiation.Preferred;
        response.ContentLength = body.Length;
        return response.Body.WriteAsync(body).AsTask();
    }

    private bool IsKnown(string? authorization)
    {
        if (authorization?.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) != true)
            return false;
        var bytes = new byte[authorization.Length];
        if (!Convert.TryFromBase64String(authorization[Scheme.Length..].Trim(), bytes, out var length))
            return false;
        var text = Encoding.UTF8.GetString(bytes, 0, length);
        var colon = text.IndexOf(':');
        return colon >= 0
            && _passwords.TryGetValue(text[..colon], out var password)
            && CryptographicOperations.FixedTimeEquals(Digest(text[(colon + 1)..]), password);
    }

    private static Dictionary<string, byte[]> Parse(string[] lines)
    {
        var passwords = new Dictionary<string, byte[]>();
        for (var index = 0; index < lines.Length; index++)
        {
            var line = lines[index].Trim();
            if (line.Length == 0 || line.StartsWith('#'))
                continue;
            var colon = line.IndexOf(':');
            if (colon < 1)
                throw new InvalidDataException($"Line {index + 1} is not 'user: password'.");
            passwords[line[..colon].Trim()] = Digest(line[(colon + 1)..].Split(',', 2)[0].Trim());
        }

        return passwords;
    }

    private static byte[] Digest(string password) => SHA256.HashData(Encoding.UTF8.GetBytes(password));
}
