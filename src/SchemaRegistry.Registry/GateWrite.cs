namespace SchemaRegistry.Registry;

internal sealed class GateWrite<T>(Func<GateTransaction, T> decide) : IGateWrite
{
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _decided;
    private Exception? _refusal;

    public Task<T> Answer => _answer.Task;

    public void Decide(GateTransaction transaction)
    {
        try
        {
            _decided = decide(transaction);
        }
        catch (Exception e)
        {
            // A refusal, or a fault of ours: its own caller gets it, the other writes of the transaction go on.
            _refusal = e;
        }
    }

    public void Complete()
    {
        if (_refusal is null)
            _answer.SetResult(_decided!);
        else
            _answer.SetException(_refusal);
    }

    public void Fail(Exception reason) => _answer.SetException(_refusal ?? reason);
}
