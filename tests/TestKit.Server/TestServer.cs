using SchemaRegistry.Server.Hosting;

namespace SchemaRegistry.TestKit.Server;

/// <summary>
/// The real server on free ports of 127.0.0.1, in memory or over a temporary folder that goes with it.
/// </summary>
public sealed class TestServer : IAsyncDisposable
{
    private readonly RunningServer _server;
    private readonly string? _ownFolder;

    private TestServer(RunningServer server, string? ownFolder)
    {
        _server = server;
        _ownFolder = ownFolder;
        Http = new HttpClient { BaseAddress = Url };
    }

    public Uri Url => _server.Urls[0];

    /// <summary>Where Kafka clients connect.</summary>
    public string Bootstrap => _server.KafkaEndpoint!.ToString();

    public HttpClient Http { get; }

    public RunningServer Running => _server;

    /// <summary>In memory, or as <paramref name="change"/> makes of that.</summary>
    public static async Task<TestServer> StartAsync(Func<ServerOptions, ServerOptions>? change = null)
    {
        var options = new ServerOptions { Urls = ["http://127.0.0.1:0"], KafkaEndpoint = "127.0.0.1:0" };
        return new TestServer(
            await RunningServer.StartAsync(change?.Invoke(options) ?? options, CancellationToken.None), null);
    }

    /// <summary>Over a folder of its own.</summary>
    public static async Task<TestServer> StartOnDiskAsync()
    {
        var folder = Directory.CreateTempSubdirectory("schema-registry-").FullName;
        var server = await StartAsync(options => options with { DataFolder = folder });
        return new TestServer(server._server, folder);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _server.DisposeAsync();
        if (_ownFolder is not null)
            Directory.Delete(_ownFolder, recursive: true);
    }
}
