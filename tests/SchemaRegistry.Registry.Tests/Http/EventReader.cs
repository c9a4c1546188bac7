using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using SchemaRegistry.TestKit.Server;

namespace SchemaRegistry.Registry.Tests.Http;

/// <summary>A stream of server-sent events, read as a browser reads it.</summary>
internal sealed class EventReader : IDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly StreamReader _lines;

    private EventReader(HttpResponseMessage response, Stream body)
    {
        _response = response;
        _lines = new StreamReader(body);
    }

    public string? ContentType => _response.Content.Headers.ContentType?.MediaType;

    public HttpStatusCode Status => _response.StatusCode;

    public static async Task<EventReader> OpenAsync(
        TestServer server, string path, long? lastEventId, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept", "text/event-stream");
        if (lastEventId is { } id)
            request.Headers.Add("Last-Event-ID", id.ToString(CultureInfo.InvariantCulture));
        var response = await server.Http.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        return new EventReader(response, await response.Content.ReadAsStreamAsync(cancellationToken));
    }

    /// <summary>The next event, or null when the stream ended as it should; throws when it broke off.</summary>
    public async Task<ReceivedEvent?> ReadAsync(CancellationToken cancellationToken)
    {
        var fields = new Dictionary<string, string>();
        while (await _lines.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.Length == 0 && fields.Count > 0)
                return new ReceivedEvent(
                    long.Parse(fields["id"], CultureInfo.InvariantCulture), fields["event"], JsonNode.Parse(fields["data"])!);
            if (line.IndexOf(": ", StringComparison.Ordinal) is var colon and > 0)
                fields.Add(line[..colon], line[(colon + 2)..]);
        }

        return null;
    }

    public void Dispose()
    {
        _lines.Dispose();
        _response.Dispose();
    }
}

internal sealed record ReceivedEvent(long Id, string Kind, JsonNode Change);
