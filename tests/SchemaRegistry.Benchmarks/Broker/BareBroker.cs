using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using SchemaRegistry.Kafka;
using SchemaRegistry.TopicLog;
using SchemaRegistry.TopicLog.Files;
using SchemaRegistry.TopicLog.Topics;

namespace SchemaRegistry.Benchmarks.Broker;

/// <summary>A broker without a registry, whose log flushes as the arguments say: what durability costs.</summary>
internal static class BareBroker
{
    public const string Verb = "bare-broker";

    public static async Task RunAsync(string folder, FlushMode flush)
    {
        await using var log = await TopicStore.OpenAsync(
            DiskFileSystem.Instance, folder, new LogOptions { Flush = flush },
            new LogSurroundings(TimeProvider.System, NullLoggerFactory.Instance));
        await using var broker = new KafkaBroker(
            log, new KafkaBrokerOptions(), validator: null, TimeProvider.System, NullLoggerFactory.Instance);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(
            new IPEndPoint(IPAddress.Loopback, 0), listen => listen.Run(connection => ServeAsync(broker, connection))));
        var app = builder.Build();
        await app.StartAsync();
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        Console.WriteLine($"kafka {new Uri(addresses.Addresses.First()).Authority}");
        await app.WaitForShutdownAsync();
    }

    private static async Task ServeAsync(KafkaBroker broker, ConnectionContext connection)
    {
        var facts = new ConnectionFacts(
            connection.ConnectionId, connection.LocalEndPoint as IPEndPoint, connection.RemoteEndPoint as IPEndPoint);
        await broker.ServeAsync(connection.Transport, facts, connection.ConnectionClosed);
    }
}
