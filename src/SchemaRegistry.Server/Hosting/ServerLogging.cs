using Microsoft.Extensions.Logging;

namespace SchemaRegistry.Server.Hosting;

/// <summary>Log lines go to standard error, so that standard output stays the command's own.</summary>
internal static class ServerLogging
{
    public static ILoggerFactory Create(ServerOptions options) => LoggerFactory.Create(logging =>
    {
        logging.SetMinimumLevel(options.LogLevel);
        logging.AddFilter("Microsoft", LogLevel.Warning);

        // A start that fails is told once, by whoever started the server.
        logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        if (options.LogsJson)
            logging.AddJsonConsole();
        else
            logging.AddSimpleConsole(console => console.SingleLine = true);
        logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    });
}
