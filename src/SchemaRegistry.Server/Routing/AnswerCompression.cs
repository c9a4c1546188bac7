using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace SchemaRegistry.Server.Routing;

/// <summary>Compresses long answers for clients that take gzip.</summary>
internal static class AnswerCompression
{
    /// <summary>The body to send: compressed, with the headers that say so, or as it is.</summary>
    public static ReadOnlyMemory<byte> Apply(HttpContext context, ReadOnlyMemory<byte> body)
    {
        if (body.Length < ServerLimits.MinCompressedBytes)
            return body;
        var headers = context.Response.Headers;
        headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
        if (!TakesGzip(context.Request))
            return body;
        headers.ContentEncoding = "gzip";
        if (headers.ETag is [{ } tag])
            headers.ETag = EntityTags.OfCompressed(tag);
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
            gzip.Write(body.Span);
        return compressed.ToArray();
    }

    public static bool TakesGzip(HttpRequest request) =>
        StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptEncoding, out var encodings)
        && encodings.Any(encoding => encoding.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase)
            && encoding.Quality is null or > 0);
}
