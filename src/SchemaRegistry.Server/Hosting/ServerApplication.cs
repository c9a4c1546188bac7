using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SchemaRegistry.Server.Auth;
using SchemaRegistry.Server.Endpoints;
using SchemaRegistry.Server.Routing;
using SchemaRegistry.Server.Telemetry;

namespace SchemaRegistry.Server.Hosting;

/// <summary>Puts the surfaces on Kestrel: the API on the HTTP addresses, the Kafka protocol on its own.</summary>
internal static class ServerApplication
{
    public static WebApplication Build(ServerOptions options, ServerParts parts)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(parts.Loggers);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ServerLimits.StopTimeout);
        builder.Services.AddSingleton<IMemoryPoolFactory<byte>>(new TransportBlocks());
        builder.Services.Configure<SocketTransportOptions>(
            sockets => sockets.MaxReadBufferSize = ServerLimits.MaxReadBufferBytes);
        builder.WebHost.ConfigureKestrel(kestrel => Listen(kestrel, options, parts));

        var application = builder.Build();
        application.Lifetime.ApplicationStopping.Register(parts.ChangeReaders.Stop);
        if (options.CorsOrigins.Count > 0)
            application.Use(new CrossOrigin(options.CorsOrigins).HandleAsync);
        if (options.UsersFile is { } users)
            application.Use(ReadUsers(users).HandleAsync);
        if (options.ResponseHeaders.Count > 0)
            application.Use((context, next) => AddHeadersAsync(options.ResponseHeaders, context, next));
        var metrics = new ServerMetrics();
        var reader = parts.Registry.Reader;
        metrics.Observe(
            reader,
            () => parts.Log.Topics.Count,
            () => parts.Broker.ConnectionCount,
            () => parts.ChangeReaders.Count);
        var router = new ApiRouter(
            Routes(options, parts, metrics),
            new SubjectAliases(reader),
            new RouterRules(options.RequestTimeout, options.Compresses),
            metrics,
            parts.Loggers.CreateLogger<ApiRouter>());
        var byId = new IdAnswerCache(reader, options.Compresses);
        application.Run(context =>
        {
            ApiRouter.EchoRequestId(context);
            return TryFind(byId, context) is { } answer
                ? AnswerAsync(context, answer, metrics)
                : router.HandleAsync(context);
        });
        return application;
    }

    /// <summary>All operations, in the order in which they are tried.</summary>
    public static IReadOnlyList<ApiRoute> Routes(ServerOptions options, ServerParts parts, ServerMetrics metrics)
    {
        var identity = new ServerIdentity(parts.Log.ClusterId, options.GroupId, options.DeploymentAttributes);
        var (reader, writer) = (parts.Registry.Reader, parts.Registry.Writer);
        var (associations, associationWriter) = (parts.Registry.AssociationReader, parts.Registry.AssociationWriter);
        return
        [
            .. new SchemaEndpoints(reader, options.Pages, options.HasAssociations).Routes,
            .. new VersionEndpoints(reader, writer, options.Pages, metrics).Routes,
            .. new TagEndpoints(reader, writer, metrics).Routes,
            .. new DiffEndpoints(reader).Routes,
            .. new SubjectEndpoints(reader, writer, options.Pages).Routes,
            .. new CompatibilityEndpoints(reader).Routes,
            .. new ConfigEndpoints(reader, writer).Routes,
            .. new ModeEndpoints(reader, writer).Routes,
            .. options.HasAssociations
                ? new AssociationEndpoints(associations, associationWriter, options.Pages, metrics).Routes
                : [],
            .. options.HasAssociations
                ? new AssociationBatchEndpoints(associations, associationWriter, metrics).Routes
                : [],
            .. new ChangeEndpoints(parts.Registry.Changes, parts.ChangeReaders).Routes,
            .. new KekEndpoints(parts.Registry.KeyReader, parts.Registry.KeyWriter, options.Pages).Routes,
            .. new DekEndpoints(parts.Registry.KeyReader, parts.Registry.KeyWriter, options.Pages).Routes,
            .. new MetadataEndpoints(reader, writer, identity, options.Pages).Routes,
            .. new OperationsEndpoints(metrics).Routes,
        ];
    }

    /// <summary>A text that can not be read is left to the router, which says so.</summary>
    private static IdAnswerCache.Answer? TryFind(IdAnswerCache byId, HttpContext context)
    {
        try
        {
            return byId.Find(context.Request);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static Task AddHeadersAsync(
        IReadOnlyList<ResponseHeader> headers, HttpContext context, RequestDelegate next)
    {
        foreach (var header in headers)
            header.WriteTo(context.Response.Headers);
        return next(context);
    }

    private static Task AnswerAsync(HttpContext context, IdAnswerCache.Answer answer, ServerMetrics metrics)
    {
        metrics.AnsweredFromCache();
        var response = context.Response;
        EntityTags.Tell(response, answer.Tag, CacheRules.SchemaOfId);
        if (EntityTags.IsKnown(context.Request, answer.Tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.ContentType = ContentNegotiation.Preferred;
        response.ContentLength = answer.Body.Length;
        return response.Body.WriteAsync(answer.Body).AsTask();
    }

    private static BasicAuthentication ReadUsers(string file)
    {
        try
        {
            return BasicAuthentication.Read(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new ServerStartException($"The users-file {file} can not be used: {e.Message}", e);
        }
    }

    private static void Listen(KestrelServerOptions kestrel, ServerOptions options, ServerParts parts)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = options.MaxBodyBytes;
        foreach (var url in options.Urls)
            kestrel.Listen(ParseUrl(url));
        if (options.KafkaEndpoint is { } kafka)
        {
            var connections = new KafkaConnections(parts.Broker);
            kestrel.Listen(ParseEndpoint(kafka, "kafka"), listen => listen.Run(connections.ServeAsync));
        }
    }

    private static IPEndPoint ParseUrl(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttp && uri.AbsolutePath == "/"
            ? ParseEndpoint($"{uri.Host}:{uri.Port}", "urls")
            : throw new ServerStartException($"The setting urls has '{url}'; it must be http://HOST:PORT.");

    private static IPEndPoint ParseEndpoint(string text, string setting)
    {
        var colon = text.LastIndexOf(':');
        var host = colon < 0 ? text : text[..colon];
        var address = host switch
        {
            "localhost" => IPAddress.Loopback,
            "*" or "+" => IPAddress.Any,
            _ => IPAddress.TryParse(host, out var parsed) ? parsed : null,
        };
        return address is not null && colon >= 0 && ushort.TryParse(text.AsSpan(colon + 1), out var port)
            ? new IPEndPoint(address, port)
            : throw new ServerStartException($"The setting {setting} has '{text}'; it must be an IP address or localhost, and a port.");
    }
}
