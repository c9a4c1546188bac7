using Microsoft.Extensions.Logging;
using SchemaRegistry.TopicLog.Files;

namespace SchemaRegistry.TopicLog.Partitions;

/// <summary>What all partitions of a log share.</summary>
internal sealed record PartitionScope(IFileSystem Files, Flusher Flusher, TimeProvider Time, ILogger Logger)
{
    /// <summary>A producer that was silent for so long is forgotten.</summary>
    public required TimeSpan ProducerExpiration { get; init; }
}
