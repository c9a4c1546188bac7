using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace SchemaRegistry.Server.Hosting;

/// <summary>
/// Registry and log in one process, listening. Started by <see cref="StartAsync"/>, stopped by disposing: requests that
/// are under way are answered, everything is on disk, the folder is free.
/// </summary>
public sealed class RunningServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly ServerParts _parts;
    private int _isStopped;

    private RunningServer(WebApplication application, ServerParts parts)
    {
        _application = application;
        _parts = parts;
    }

    /// <summary>Where HTTP listens, with the real ports.</summary>
    public IReadOnlyList<Uri> Urls { get; private set; } = [];

    /// <summary>Where Kafka listens, with the real port; null when it does not.</summary>
    public IPEndPoint? KafkaEndpoint { get; private set; }

    /// <summary>What the log had to cut off when it was opened, as sentences.</summary>
    public IReadOnlyList<string> Repairs => _parts.Repairs;

    /// <exception cref="ServerStartException">A port is taken, the folder can not be used, or a setting is
    /// wrong.</exception>
    public static async Task<RunningServer> StartAsync(ServerOptions options, CancellationToken cancellationToken)
    {
        var parts = await ServerParts.OpenAsync(options);
        WebApplication? application = null;
        try
        {
            application = ServerApplication.Build(options, parts);
            await application.StartAsync(cancellationToken);
            var server = new RunningServer(application, parts);
            server.ReadEndpoints(options);
            return server;
        }
        catch (Exception e)
        {
            if (application is not null)
                await application.DisposeAsync();
            await parts.DisposeAsync();
            if (e is IOException or AddressInUseException or SocketException)
                throw new ServerStartException($"The server can not listen: {e.Message} Give another --urls or --kafka.", e);
            throw;
        }
    }

    /// <summary>Returns when the process is asked to stop (Ctrl+C, SIGTERM) or the token is cancelled.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellationToken) =>
        _application.WaitForShutdownAsync(cancellationToken);

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _isStopped, 1) != 0)
            return;
        try
        {
            await _application.StopAsync(cancellationToken);
            await _application.DisposeAsync();
        }
        finally
        {
            await _parts.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync() => await StopAsync(CancellationToken.None);

    private void ReadEndpoints(ServerOptions options)
    {
        var addresses = _application.Services.GetRequiredService<IServer>().Features
            .GetRequiredFeature<IServerAddressesFeature>()
            .Addresses
            .Select(address => new Uri(address))
            .ToList();
        if (options.KafkaEndpoint is not null)
        {
            var kafka = addresses[^1];
            KafkaEndpoint = new IPEndPoint(IPAddress.Parse(kafka.Host.Trim('[', ']')), kafka.Port);
            addresses.RemoveAt(addresses.Count - 1);
        }

        Urls = addresses;
    }
}
