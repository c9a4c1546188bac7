namespace SchemaRegistry.Server.Hosting;

/// <summary>A server can not start; the message is one line for the person who started it, with the way out.</summary>
public sealed class ServerStartException(string message, Exception? inner = null) : Exception(message, inner);
