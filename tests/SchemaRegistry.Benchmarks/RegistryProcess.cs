namespace SchemaRegistry.Benchmarks;

/// <summary><c>schema-registry serve</c> on free ports and a folder of its own.</summary>
internal sealed class RegistryProcess : IAsyncDisposable
{
    private readonly ChildProcess _child;
    private readonly TemporaryFolder _folder;

    private RegistryProcess(ChildProcess child, TemporaryFolder folder, Uri registry, string bootstrap)
    {
        _child = child;
        _folder = folder;
        Registry = registry;
        Bootstrap = bootstrap;
    }

    public Uri Registry { get; }

    public string Bootstrap { get; }

    public long ResidentBytes => _child.ResidentBytes;

    public static async Task<RegistryProcess> StartAsync(CancellationToken ct)
    {
        var folder = new TemporaryFolder();
        var child = ChildProcess.Start(
            ChildProcess.ServerExecutable,
            "serve", "--data", folder.Path, "--urls", "http://127.0.0.1:0", "--kafka", "127.0.0.1:0");
        var registry = await child.ReadHttpEndpointAsync(ct);
        var bootstrap = await child.ReadKafkaEndpointAsync(ct);
        return new RegistryProcess(child, folder, registry, bootstrap);
    }

    public async ValueTask DisposeAsync()
    {
        await _child.DisposeAsync();
        _folder.Dispose();
    }
}
