using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace SchemaRegistry.Registry.Tests.Http.BadInput;

/// <summary>What came back over a connection until the server closed it.</summary>
internal sealed record RawAnswer(int Status, string? Type, string Body)
{
    /// <summary>A server that says nothing for so long hangs.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task<RawAnswer> AskAsync(Uri server, byte[] request)
    {
        using var deadline = new CancellationTokenSource(Patience);
        using var connection = new TcpClient();
        await connection.ConnectAsync(server.Host, server.Port, deadline.Token);
        var stream = connection.GetStream();
        await stream.WriteAsync(request, deadline.Token);
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, deadline.Token);
        return Parse(Encoding.UTF8.GetString(bytes.ToArray()));
    }

    private static RawAnswer Parse(string text)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0 || !text.StartsWith("HTTP/1.1 ", StringComparison.Ordinal))
            throw new FormatException($"This is no answer: '{text}'");
        var status = int.Parse(text.AsSpan(9, 3), CultureInfo.InvariantCulture);
        if (status == 100)
            return Parse(text[(end + 4)..]);

        var type = text[..end].Split("\r\n").FirstOrDefault(
            line => line.StartsWith("Content-Type:", StringComparison.OrdinalIgnoreCase));
        return new RawAnswer(status, type?[13..].Trim(), text[(end + 4)..]);
    }
}
