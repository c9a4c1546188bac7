using System.Runtime.ExceptionServices;

namespace SchemaRegistry.ConfluentKafka;

/// <summary>
/// Runs the one thing that has to block: a synchronous serializer that must ask the registry. It does so on a thread of
/// its own, never on the pool, whose threads the answer needs. It happens once per schema and topic.
/// </summary>
internal static class DedicatedThread
{
    public static T Run<T>(Func<Task<T>> work)
    {
        T? result = default;
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                result = work().GetAwaiter().GetResult();
            }
            catch (Exception e)
            {
                // Handed over to the thread that waits.
                failure = e;
            }
        })
        {
            IsBackground = true,
            Name = "schema registry lookup",
        };
        thread.Start();
        thread.Join();
        if (failure is not null)
            ExceptionDispatchInfo.Throw(failure);
        return result!;
    }
}
