using Microsoft.Extensions.Logging;

namespace SchemaRegistry.TopicLog.Topics;

/// <summary>
/// The log's background loops: every so often one drops what retention no longer keeps and removes the files of deleted
/// topics, and another compacts. Owned and stopped by the <see cref="TopicStore"/>.
/// </summary>
internal sealed partial class Housekeeper(TimeProvider time, TimeSpan interval, ILogger logger)
{
    /// <param name="round">One round; what it throws is logged, and the next round comes in its time.</param>
    /// <param name="cancellationToken">Ends the loop after the round that runs.</param>
    public async Task RunAsync(Func<CancellationToken, Task> round, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
                await RunRoundAsync(round, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The store closes.
        }
    }

    private async Task RunRoundAsync(Func<CancellationToken, Task> round, CancellationToken cancellationToken)
    {
        try
        {
            await round(cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The one catch of this loop: an unforeseen failure must not end the rounds for good.
            Log.RoundFailed(logger, e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(40, LogLevel.Error, "A round of housekeeping in the log failed")]
        public static partial void RoundFailed(ILogger logger, Exception e);
    }
}
