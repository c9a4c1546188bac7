namespace SchemaRegistry.TopicLog;

/// <summary>Runs what works for long and blocks on the disk, which threads of the pool must not.</summary>
internal static class OwnThread
{
    public static Task<T> RunAsync<T>(Func<T> work) => Task.Factory.StartNew(
        work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    public static Task RunAsync(Action work) => Task.Factory.StartNew(
        work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
