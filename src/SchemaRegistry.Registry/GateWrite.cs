namespace SchemaRegistry.Registry;

internal sealed class GateWrite<T>(Func<GateTransaction, T> decide) : IGateWrite
{
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _decided;
    private Exception? _refusal;

    public Task<T> Answer => _answer.Task;

    public bool TryDecide(GateTransaction transaction)
    {
        _decided = default;
        _refusal = null;
        var (contents, changes) = (transaction.Contents.Count, transaction.Changes.Count);
        try
        {
            _decided = decide(transaction);
            return true;
        }
        catch (Exception e)
        {
            _refusal = e;
            return e is RegistryException
                && (contents, changes) == (transaction.Contents.Count, transaction.Changes.Count);
        }
    }

    public void Complete()
    {
        if (_refusal is null)
            _answer.TrySetResult(_decided!);
        else
            _answer.TrySetException(_refusal);
    }

    public void Fail(Exception reason) => _answer.TrySetException(reason);
}
