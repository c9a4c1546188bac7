using SchemaRegistry.KeyManagement;
using SchemaRegistry.Registry.Keys;

namespace SchemaRegistry.Registry.Tests.Keys;

/// <summary>A KMS of the type <c>test-kms</c> that waits, fails and counts as a test wants; it heeds no token.
/// </summary>
internal sealed class ControlledKms : IKeyManagementSystem
{
    private readonly LocalKeyManagement _inner = new("secret");
    private int _wraps;
    private int _unwraps;

    public string Type => "test-kms";

    public int Wraps => _wraps;

    public int Unwraps => _unwraps;

    /// <summary>What the next calls throw.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Called at the beginning of every call; it goes on when the task is done.</summary>
    public Func<Task> Before { get; set; } = () => Task.CompletedTask;

    public async ValueTask<byte[]> WrapAsync(
        KmsKey key, ReadOnlyMemory<byte> material, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _wraps);
        await Before();
        return Failure is null ? await _inner.WrapAsync(key, material, cancellationToken) : throw Failure;
    }

    public async ValueTask<byte[]> UnwrapAsync(
        KmsKey key, ReadOnlyMemory<byte> wrapped, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _unwraps);
        await Before();
        return Failure is null ? await _inner.UnwrapAsync(key, wrapped, cancellationToken) : throw Failure;
    }
}
