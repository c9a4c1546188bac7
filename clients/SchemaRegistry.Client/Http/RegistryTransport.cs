using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SchemaRegistry.Client.Http;

/// <summary>
/// Sends requests: to the address that answered last, then to the others, then all of them again after a pause. An
/// answer below 500, save 408 and 429, is the registry's word and ends the round.
/// </summary>
internal sealed class RegistryTransport : IDisposable
{
    private const string MediaType = "application/vnd.schemaregistry.v1+json";
    private static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(1);

    private readonly SchemaRegistryClientOptions _options;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;
    private int _preferred;

    public RegistryTransport(SchemaRegistryClientOptions options, TimeProvider time)
    {
        if (options.Urls.Count == 0)
            throw new ArgumentException("At least one address of the registry is needed.", nameof(options));
        _options = options;
        _time = time;
        _http = new HttpClient(options.Handler ?? new SocketsHttpHandler(), disposeHandler: options.Handler is null)
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = ClientLimits.MaxAnswerBytes,
        };
    }

    public async Task<T> SendAsync<T>(RegistryCall call, JsonTypeInfo<T> answer, CancellationToken cancellationToken)
    {
        Exception? last = null;
        for (var round = 0; round <= _options.Retries; round++)
        {
            if (round > 0)
                await PauseAsync(round, cancellationToken).ConfigureAwait(false);
            for (var step = 0; step < _options.Urls.Count; step++)
            {
                var index = (Volatile.Read(ref _preferred) + step) % _options.Urls.Count;
                try
                {
                    var result = await TryAsync(index, call, answer, cancellationToken).ConfigureAwait(false);
                    Volatile.Write(ref _preferred, index);
                    return result;
                }
                catch (SchemaRegistryException e) when (e.IsTransient)
                {
                    last = e;
                }
            }
        }

        throw last!;
    }

    public void Dispose() => _http.Dispose();

    private async Task<T> TryAsync<T>(
        int index, RegistryCall call, JsonTypeInfo<T> answer, CancellationToken cancellationToken)
    {
        var url = _options.Urls[index];
        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        attempt.CancelAfter(_options.AttemptTimeout);
        try
        {
            using var request = await CreateAsync(url, call, attempt.Token).ConfigureAwait(false);
            using var response = await _http.SendAsync(request, attempt.Token).ConfigureAwait(false);
            var body = await response.Content.ReadAsByteArrayAsync(attempt.Token).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
                throw Refused(call, url, (int)response.StatusCode, body);
            return JsonSerializer.Deserialize(body, answer)
                ?? throw new SchemaRegistryException($"{Describe(call, url)} answered nothing.") { Status = 200 };
        }
        catch (JsonException e)
        {
            throw new SchemaRegistryException($"{Describe(call, url)} answered what is no registry's answer: {e.Message}", e)
            {
                Status = 200,
            };
        }
        catch (HttpRequestException e)
        {
            throw new SchemaRegistryException($"{Describe(call, url)} got no answer: {e.Message}", e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SchemaRegistryException($"{Describe(call, url)} got no answer in {_options.AttemptTimeout}.", e);
        }
    }

    private async ValueTask<HttpRequestMessage> CreateAsync(
        Uri url, RegistryCall call, CancellationToken cancellationToken)
    {
        var address = new Uri(url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path,
            UriFormat.UriEscaped).TrimEnd('/') + call.Path);
        var request = new HttpRequestMessage(call.Method, address);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(MediaType));
        request.Headers.Authorization = await AuthorizeAsync(url, cancellationToken).ConfigureAwait(false);
        if (call.Body is { } body)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(MediaType);
        }

        return request;
    }

    private async ValueTask<AuthenticationHeaderValue?> AuthorizeAsync(Uri url, CancellationToken cancellationToken)
    {
        if (_options.BearerToken is { } token)
            return new AuthenticationHeaderValue("Bearer", await token(cancellationToken).ConfigureAwait(false));
        var credentials = _options.BasicAuthentication is { } basic ? $"{basic.User}:{basic.Password}" : Uri.UnescapeDataString(url.UserInfo);
        return credentials.Length == 0
            ? null
            : new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials)));
    }

    private async Task PauseAsync(int round, CancellationToken cancellationToken)
    {
        var delay = _options.RetryDelay * Math.Pow(2, round - 1);
        var jitter = 0.5 + (Random.Shared.NextDouble() / 2);
        await Task.Delay(
            (delay < MaxDelay ? delay : MaxDelay) * jitter, _time, cancellationToken).ConfigureAwait(false);
    }

    private static SchemaRegistryException Refused(RegistryCall call, Uri url, int status, byte[] body)
    {
        ErrorAnswer? error = null;
        try
        {
            error = JsonSerializer.Deserialize(body, RegistryJson.Default.ErrorAnswer);
        }
        catch (JsonException)
        {
            // A proxy's page, quoted below.
        }

        var text = error?.Message ?? Quote(body);
        return new SchemaRegistryException($"{Describe(call, url)} was refused with {status}: {text}")
        {
            Status = status,
            ErrorCode = error?.ErrorCode ?? status,
        };
    }

    private static string Quote(byte[] body)
    {
        var text = Encoding.UTF8.GetString(body);
        return text.Length <= ClientLimits.MaxQuotedCharacters ? text : text[..ClientLimits.MaxQuotedCharacters] + "…";
    }

    private static string Describe(RegistryCall call, Uri url) => $"{call.Method} {url.GetLeftPart(UriPartial.Authority).Split('@')[^1]}{call.Path}";
}

/// <summary>A request: the path begins with a slash and is escaped already; the body is JSON in UTF-8.</summary>
internal sealed record RegistryCall(HttpMethod Method, string Path, byte[]? Body = null);
