using System.Net;

namespace SchemaRegistry.Kafka;

/// <summary>
/// What the host knows about a connection. <c>Local</c> is the address that the client reached: it is what Metadata
/// answers when no other address is advertised.
/// </summary>
public sealed record ConnectionFacts(string ConnectionId, IPEndPoint? Local, IPEndPoint? Remote);
