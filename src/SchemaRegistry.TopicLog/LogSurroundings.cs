using Microsoft.Extensions.Logging;

namespace SchemaRegistry.TopicLog;

/// <summary>What a log takes from whoever opens it: the clock and the loggers.</summary>
public sealed record LogSurroundings(TimeProvider Time, ILoggerFactory Loggers);
