using System.IO.Pipelines;

namespace SchemaRegistry.Server.Routing;

/// <summary>
/// A body that is written while it comes about. The router disposes it, whether it was written or not.
/// </summary>
internal interface IAnswerStream : IDisposable
{
    /// <summary>Returns when the body is complete; throws when the rest of it will not come.</summary>
    /// <param name="output">Gets the body; a flush waits for a client that is slow.</param>
    /// <param name="aborted">Cancelled when the client went away.</param>
    Task WriteAsync(PipeWriter output, CancellationToken aborted);
}
