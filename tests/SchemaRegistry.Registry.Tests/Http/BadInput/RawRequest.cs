using System.Globalization;
using System.Text;

namespace SchemaRegistry.Registry.Tests.Http.BadInput;

/// <summary>A request as bytes, which no client library has made better.</summary>
/// <param name="Target">Path and query, sent to the letter.</param>
/// <param name="Headers">Beside Host, Connection and Content-Length.</param>
internal sealed record RawRequest(
    string Method, string Target, IReadOnlyList<(string Name, string Value)> Headers, byte[]? Body)
{
    public byte[] ToBytes()
    {
        var head = new StringBuilder();
        head.Append(CultureInfo.InvariantCulture, $"{Method} {Target} HTTP/1.1\r\nHost: test\r\nConnection: close\r\n");
        foreach (var (name, value) in Headers)
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        if (Body is not null)
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {Body.Length}\r\n");
        head.Append("\r\n");
        return [.. Encoding.Latin1.GetBytes(head.ToString()), .. Body ?? []];
    }

    /// <summary>What a failing test shows: enough to send it again.</summary>
    public override string ToString() =>
        $"{Method} {Target} [{string.Join(", ", Headers.Select(header => $"{header.Name}: {header.Value}"))}] "
        + (Body is null ? "no body" : $"{Body.Length} bytes: {Encoding.Latin1.GetString(Body.AsSpan(0, Math.Min(Body.Length, 2000)))}");
}
